package logkv.crash.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;

/** The attributes of a file or directory at one moment. All its times are the epoch. */
record Attributes(Inode inode, boolean isDirectory, long size) implements BasicFileAttributes {
  private static final FileTime EPOCH = FileTime.fromMillis(0);

  static Attributes of(Inode inode) {
    return new Attributes(inode, inode.isDirectory(), inode.size());
  }

  Map<String, Object> asMap() {
    Map<String, Object> map = new TreeMap<>();
    map.put("size", size);
    map.put("isDirectory", isDirectory);
    map.put("isRegularFile", isRegularFile());
    map.put("isSymbolicLink", false);
    map.put("isOther", false);
    map.put("fileKey", inode);
    map.put("lastModifiedTime", EPOCH);
    map.put("lastAccessTime", EPOCH);
    map.put("creationTime", EPOCH);
    return map;
  }

  @Override
  public boolean isRegularFile() {
    return !isDirectory;
  }

  @Override
  public boolean isSymbolicLink() {
    return false;
  }

  @Override
  public boolean isOther() {
    return false;
  }

  @Override
  public Object fileKey() {
    return inode;
  }

  @Override
  public FileTime lastModifiedTime() {
    return EPOCH;
  }

  @Override
  public FileTime lastAccessTime() {
    return EPOCH;
  }

  @Override
  public FileTime creationTime() {
    return EPOCH;
  }

  /** The attributes of whatever is at a path. */
  record View(Path path) implements BasicFileAttributeView {

    @Override
    public String name() {
      return "basic";
    }

    @Override
    public BasicFileAttributes readAttributes() throws IOException {
      return Files.readAttributes(path, BasicFileAttributes.class);
    }

    @Override
    public void setTimes(FileTime modified, FileTime accessed, FileTime created) {
      throw NotHere.fileAttributes(path, "setting a file time");
    }
  }
}
