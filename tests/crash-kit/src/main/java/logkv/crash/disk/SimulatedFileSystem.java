package logkv.crash.disk;

import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;
import java.util.Set;

/** What {@link java.nio.file.Files} wants to know about a {@link SimulatedDisk} as a whole. */
final class SimulatedFileSystem extends FileSystem {
  private final SimulatedDisk disk;
  private final Volume volume;

  SimulatedFileSystem(SimulatedDisk disk, Volume volume) {
    this.disk = disk;
    this.volume = volume;
  }

  SimulatedDisk disk() {
    return disk;
  }

  Volume volume() {
    return volume;
  }

  @Override
  public SimulatedProvider provider() {
    return SimulatedProvider.INSTANCE;
  }

  @Override
  public void close() {
    throw NotHere.closing();
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public String getSeparator() {
    return "/";
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(getPath("/"));
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of(new SimulatedFileStore());
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of("basic");
  }

  @Override
  public Path getPath(String first, String... more) {
    StringBuilder text = new StringBuilder(first);
    for (String next : more) {
      if (!next.isEmpty()) {
        text.append(text.length() == 0 ? "" : "/").append(next);
      }
    }
    return SimulatedPath.parse(this, text.toString());
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    // What a glob means does not depend on the disk, so the real file system's is good enough.
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher(syntaxAndPattern);
    return path -> matcher.matches(Path.of(path.toString()));
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw NotHere.fileAttributes(getPath("/"), "an owner");
  }

  @Override
  public WatchService newWatchService() {
    throw NotHere.watching();
  }
}
