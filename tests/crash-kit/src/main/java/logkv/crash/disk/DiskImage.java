package logkv.crash.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a disk holds while nobody uses it: files, directories, and their numbers.
 *
 * <p>Immutable and thread-safe. It shares its byte arrays with the disks and replays it came from,
 * and with those that are made from it, so making one copies no bytes. Mount it with {@link
 * SimulatedDisk#holding}.
 *
 * <p>Files and directories are found by number; number 0 is the root directory. A number that no
 * directory names is not part of the image, whatever stands behind it.
 */
public final class DiskImage {
  static final int ROOT = 0;

  static final byte[] EMPTY_FILE = {};

  private final byte[][] files;
  private final Names[] directories;

  private DiskImage(byte[][] files, Names[] directories) {
    this.files = files;
    this.directories = directories;
  }

  /**
   * Returns the image in which number {@code i} is the directory {@code directories[i]}, or, where
   * that is null, the file that holds {@code files[i]} (null for an empty one).
   *
   * @param files owned by the image from now on, with the arrays in it: nobody may change them
   * @param directories of the same length, and owned by the image from now on
   * @throws IllegalArgumentException if the lengths differ or number 0 is no directory
   */
  public static DiskImage of(byte[][] files, Names[] directories) {
    if (files.length != directories.length) {
      throw new IllegalArgumentException(
          files.length + " files, but " + directories.length + " directories");
    }
    if (directories.length == 0 || directories[ROOT] == null) {
      throw new IllegalArgumentException("number 0 must be the root directory");
    }
    return new DiskImage(files, directories);
  }

  /** Returns how many numbers are in use: the first file created on this image gets this one. */
  public int inodes() {
    return files.length;
  }

  /** Whether {@code inode} is a directory. */
  public boolean isDirectory(int inode) {
    return directories[inode] != null;
  }

  /** Returns the names in the directory {@code inode}; null if it is a file. */
  public Names names(int inode) {
    return directories[inode];
  }

  /** Returns the bytes of the file {@code inode}, not a copy: nobody may change them. */
  public byte[] sharedBytes(int inode) {
    return files[inode] == null ? EMPTY_FILE : files[inode];
  }

  /**
   * Returns a copy of the bytes of the file at {@code path}, as in {@code
   * /simulated-disk/db/data.log}.
   *
   * @throws NoSuchFileException if there is no such file, or it is a directory
   */
  public byte[] bytes(String path) throws NoSuchFileException {
    int inode = ROOT;
    for (String name : path.split("/")) {
      if (!name.isEmpty() && inode >= 0) {
        inode = isDirectory(inode) ? names(inode).find(name) : -1;
      }
    }
    if (inode < 0 || isDirectory(inode)) {
      throw new NoSuchFileException(path);
    }
    return sharedBytes(inode).clone();
  }

  /** Returns the path of every file with its size in bytes, sorted by path. */
  public SortedMap<String, Integer> listing() {
    SortedMap<String, Integer> sizes = new TreeMap<>();
    list(ROOT, "", sizes);
    return sizes;
  }

  private void list(int directory, String path, SortedMap<String, Integer> sizes) {
    Names names = directories[directory];
    for (int i = 0; i < names.size(); i++) {
      String child = path + "/" + names.name(i);
      if (isDirectory(names.inode(i))) {
        list(names.inode(i), child, sizes);
      } else {
        sizes.put(child, sharedBytes(names.inode(i)).length);
      }
    }
  }

  /**
   * Returns 64 bits of all names and contents: equal for images that a program cannot tell apart,
   * and, but for a chance of one in 2^64, different for others. The numbers play no part in it.
   */
  public long fingerprint() {
    return Fingerprint.of(this);
  }

  /**
   * Writes all files below {@code realDirectory}, to be looked at with other tools: {@code
   * /simulated-disk/db/data.log} goes to {@code simulated-disk/db/data.log} in it. Whatever is
   * already there in a folder of the image's first name, as a rule {@code simulated-disk}, is
   * deleted before.
   */
  public void writeTo(Path realDirectory) throws IOException {
    Files.createDirectories(realDirectory);
    Names top = directories[ROOT];
    for (int i = 0; i < top.size(); i++) {
      Path target = realDirectory.resolve(top.name(i));
      deleteAll(target);
      write(top.inode(i), target);
    }
  }

  private void write(int inode, Path target) throws IOException {
    if (!isDirectory(inode)) {
      Files.write(target, sharedBytes(inode));
      return;
    }
    Files.createDirectory(target);
    Names names = directories[inode];
    for (int i = 0; i < names.size(); i++) {
      write(names.inode(i), target.resolve(names.name(i)));
    }
  }

  private static void deleteAll(Path directory) throws IOException {
    if (Files.notExists(directory)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> below = Files.walk(directory)) {
      deepestFirst = below.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }

  @Override
  public String toString() {
    return listing().toString();
  }
}
