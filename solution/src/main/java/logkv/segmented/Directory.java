package logkv.segmented;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import logkv.log.Directories;

/** A directory for a new store. */
final class Directory {
  private Directory() {}

  /** Creates {@code directory}, or makes sure that there is nothing in it that could be overwritten. */
  static void createEmpty(Path directory) throws IOException {
    Path absolute = directory.toAbsolutePath();
    Directories.create(absolute);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(absolute)) {
      if (files.iterator().hasNext()) {
        throw new IOException(
            "%s: it is not empty; name a directory that is, or that does not exist"
                .formatted(directory));
      }
    }
  }
}
