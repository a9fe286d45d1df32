package logkv.grading.sandbox;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.concurrent.TimeUnit;

/**
 * Removes a folder that a submission may have made difficult to remove, or may be changing just now:
 * a link that appears where a folder was leads nowhere.
 */
public final class Removal {
  private static final int DEEPEST = 50;

  private Removal() {}

  /**
   * Removes {@code folder} with all that is in it; of links, the links.
   *
   * @throws IOException if something of it is still there
   */
  public static void remove(Path folder) throws IOException {
    if (!Files.exists(folder, NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> parent = Files.newDirectoryStream(folder.getParent())) {
      if (parent instanceof SecureDirectoryStream) {
        remove((SecureDirectoryStream<Path>) parent, folder.getFileName(), 0);
        return;
      }
    } catch (IOException e) {
      // No permission, or too deep.
    }
    force(folder);
  }

  private static void remove(SecureDirectoryStream<Path> in, Path name, int depth)
      throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("too deep");
    }
    try {
      boolean isFolder = in.getFileAttributeView(name, BasicFileAttributeView.class, NOFOLLOW_LINKS)
          .readAttributes()
          .isDirectory();
      if (!isFolder) {
        in.deleteFile(name);
        return;
      }
      try (SecureDirectoryStream<Path> folder = in.newDirectoryStream(name, NOFOLLOW_LINKS)) {
        for (Path inside : folder) {
          remove(folder, inside.getFileName(), depth + 1);
        }
      }
      in.deleteDirectory(name);
    } catch (NoSuchFileException e) {
      // Somebody else has removed it.
    }
  }

  private static void force(Path folder) throws IOException {
    String script = "chmod -R u+rwX -- \"$1\"; rm -rf -- \"$1\"";
    Process process = new ProcessBuilder("/bin/sh", "-c", script, "remove", folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    try {
      process.waitFor(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
    if (Files.exists(folder, NOFOLLOW_LINKS)) {
      throw new IOException(folder + " cannot be removed");
    }
  }
}
