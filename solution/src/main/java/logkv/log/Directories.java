package logkv.log;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Directories whose names survive a power cut.
 *
 * <p>A name lives in its directory and not in its file. Forcing a file makes its bytes durable; that
 * there is a file of that name is durable only once its directory was forced too.
 */
public final class Directories {
  private Directories() {}

  /** Creates {@code directory} and what is missing above it; durable when this returns. */
  public static void create(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.toAbsolutePath().getParent();
    create(parent);
    Files.createDirectory(directory);
    force(parent);
  }

  /** Returns once every name that was created, renamed or deleted in {@code directory} is durable. */
  public static void force(Path directory) throws IOException {
    if (directory.getFileSystem().getSeparator().equals("\\")) {
      return; // Windows cannot open a directory as a file; NTFS keeps names in a journal of its own
    }
    try (FileChannel names = FileChannel.open(directory, READ)) {
      names.force(true);
    }
  }
}
