package logkv.grading.grade;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import logkv.course.CourseException;

/**
 * A submission that is a git repository without its files: bare, or a clone of which nothing is
 * checked out. Of one that is checked out, the folder is read like any other.
 *
 * <p>A repository's settings can make git run programs. So git never sees them: the objects and
 * references are copied into a new repository that has none.
 */
final class GitRepository {
  private static final long MOST_BYTES = 512L << 20;
  private static final int MOST_FILES = 100_000;
  private static final int MOST_SECONDS = 60;

  private GitRepository() {}

  /** The folder with the objects, if {@code submission} is such a repository. */
  static Optional<Path> in(Path submission) throws IOException {
    if (isRepository(submission)) {
      return Optional.of(submission);
    }
    Path inside = submission.resolve(".git");
    return isRepository(inside) && !Submissions.isSubmission(submission)
        ? Optional.of(inside)
        : Optional.empty();
  }

  private static boolean isRepository(Path folder) {
    return Files.isRegularFile(folder.resolve("HEAD"), NOFOLLOW_LINKS)
        && Files.isDirectory(folder.resolve("objects"), NOFOLLOW_LINKS)
        && Files.isDirectory(folder.resolve("refs"), NOFOLLOW_LINKS);
  }

  /**
   * Writes the files of the commit that is current in {@code repository} to a zip.
   *
   * @param place a folder that does not exist yet
   * @throws CourseException if that cannot be done
   */
  static Path toZip(Path repository, Path place) throws IOException {
    Path copy = Files.createDirectories(place.resolve("copy"));
    Copying copying = new Copying(repository, copy);
    for (String part : List.of("HEAD", "packed-refs", "refs", "objects")) {
      if (Files.exists(repository.resolve(part), NOFOLLOW_LINKS)) {
        Files.walkFileTree(repository.resolve(part), copying);
      }
    }
    // They name folders in which git looks for further objects.
    Files.deleteIfExists(copy.resolve("objects/info/alternates"));
    Files.deleteIfExists(copy.resolve("objects/info/http-alternates"));
    Files.writeString(copy.resolve("config"), "[core]\nrepositoryformatversion = 0\nbare = true\n");
    Path zip = place.resolve("commit.zip");
    archive(copy, zip);
    return zip;
  }

  private static void archive(Path repository, Path zip) throws IOException {
    String script = "ulimit -f %d; ulimit -v %d; ulimit -t %d; exec \"$@\""
        .formatted(MOST_BYTES >> 10, 4L << 20, MOST_SECONDS);
    ProcessBuilder builder = new ProcessBuilder(
        "/bin/sh",
        "-c",
        script,
        "limited",
        "git",
        "--git-dir=" + repository,
        "archive",
        "--format=zip",
        "--output=" + zip,
        "HEAD");
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("HOME", repository.toString());
    Process git = builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    try {
      if (!git.waitFor(2 * MOST_SECONDS, TimeUnit.SECONDS) || git.exitValue() != 0) {
        throw new CourseException("This is a git repository without files, and git cannot read its"
            + " current commit; hand in a folder or a zip.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      git.destroyForcibly();
    }
  }

  /** Copies plain files, up to a limit. */
  private static final class Copying extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;
    private long bytes;
    private int files;

    Copying(Path from, Path to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      Files.createDirectories(to.resolve(from.relativize(folder)));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      bytes += attributes.size();
      files++;
      if (bytes > MOST_BYTES || files > MOST_FILES) {
        throw new CourseException(
            "The git repository is too large; hand in a folder or a zip with the phases alone.");
      }
      if (attributes.isRegularFile()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
