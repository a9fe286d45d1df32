package logkv.crash.disk;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;

/**
 * What the simulated disk says to those who ask for something it cannot do: what is wrong, why it
 * cannot work here, what to write instead.
 */
final class NotHere {
  private NotHere() {}

  static UnsupportedOperationException toFile(Path path) {
    return new UnsupportedOperationException("toFile() does not work for "
        + path
        + ": this path is on the simulated disk, which java.io (File, RandomAccessFile,"
        + " FileInputStream, FileOutputStream, FileReader, FileWriter) cannot see. Keep the Path"
        + " and use java.nio.file instead: FileChannel.open(path, ...),"
        + " Files.newInputStream(path), Files.newOutputStream(path), Files.delete(path),"
        + " Files.list(directory).");
  }

  static UnsupportedOperationException map(Path path) {
    return new UnsupportedOperationException("map() does not work for "
        + path
        + ": this file is on the simulated disk, and nobody can watch what a program stores into"
        + " mapped memory, so no test could lose it in a power cut. Use read(buffer, position)"
        + " and write(buffer, position) instead.");
  }

  static UnsupportedOperationException asynchronous(Path path) {
    return new UnsupportedOperationException("AsynchronousFileChannel.open does not work for "
        + path
        + ": on the simulated disk operations happen in a fixed order, so that every run of a"
        + " test is the same. Use FileChannel.open(path, ...) instead.");
  }

  static UnsupportedOperationException link(Path path) {
    return new UnsupportedOperationException(path
        + " cannot be a link, symbolic or hard: the simulated disk has none, so that every file"
        + " has one name to lose. Copy the file, or rename it with Files.move.");
  }

  static UnsupportedOperationException deleteOnClose(Path path) {
    return new UnsupportedOperationException("DELETE_ON_CLOSE does not work for "
        + path
        + ": after a crash nobody closes the file, so a store must not rely on it. Delete the"
        + " file with Files.deleteIfExists(path), also when the store opens.");
  }

  static UnsupportedOperationException option(Path path, Object option) {
    return new UnsupportedOperationException(
        "the simulated disk does not know the option " + option + ", asked for with " + path);
  }

  static UnsupportedOperationException fileAttributes(Path path, Object what) {
    return new UnsupportedOperationException(what
        + " does not work for "
        + path
        + ": a file on the simulated disk has a size and a kind, but no times, owner or"
        + " permissions. A store must not need them: clocks go wrong, and copies lose them.");
  }

  static UnsupportedOperationException watching() {
    return new UnsupportedOperationException(
        "a directory on the simulated disk cannot be watched: events come late or never. Let the"
            + " store remember what it did.");
  }

  static UnsupportedOperationException uri(Object uri) {
    return new UnsupportedOperationException("the simulated disk cannot be found by a URI ("
        + uri
        + "): there can be many of them at a time. Derive every path from the directory that the"
        + " test gave to the store: directory.resolve(\"data.log\").");
  }

  static UnsupportedOperationException closing() {
    return new UnsupportedOperationException(
        "the simulated disk cannot be closed: it is memory, and goes when nobody holds it. Close"
            + " the channels instead.");
  }

  static ProviderMismatchException otherDisk(Path path) {
    return new ProviderMismatchException("'"
        + path
        + "' is not on the simulated disk that it is used with: the two cannot be combined, and"
        + " what a store writes elsewhere no test can see. Derive every path from the directory"
        + " that the test gave to the store: directory.resolve(\"data.log\"), not Path.of(...).");
  }

  static IOException fileTooLarge(Path path, long size) {
    return new FileSystemException(
        path.toString(),
        null,
        "File too large: this write would make it "
            + size
            + " bytes long, and a file on the simulated disk holds "
            + Volume.LARGEST_FILE
            + " at the most. Is the offset right?");
  }
}
