package logkv.grading.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** How much a child has written. */
final class DiskUse extends SimpleFileVisitor<Path> {
  private final Limits limits;
  private long bytes;
  private long files;

  private DiskUse(Limits limits) {
    this.limits = limits;
  }

  /** Says what is too much in {@code folder}, if something is; looks no further than necessary. */
  static Optional<String> tooMuch(Path folder, Limits limits) {
    DiskUse use = new DiskUse(limits);
    try {
      Files.walkFileTree(folder, use);
    } catch (IOException e) {
      // What vanishes while one looks is not too much.
    }
    if (use.hasTooManyBytes()) {
      return Optional.of(
          "It filled more than %d MB of disk and was stopped.".formatted(limits.diskMegabytes()));
    }
    return use.hasTooManyFiles()
        ? Optional.of("It made more than %,d files and was stopped.".formatted(limits.files()))
        : Optional.empty();
  }

  private boolean hasTooManyBytes() {
    return bytes >> 20 >= limits.diskMegabytes();
  }

  private boolean hasTooManyFiles() {
    return files > limits.files();
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    return count(0);
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    return count(attributes.isRegularFile() ? attributes.size() : 0);
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException trouble) {
    return count(0);
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, IOException trouble) {
    return FileVisitResult.CONTINUE;
  }

  private FileVisitResult count(long more) {
    bytes += more;
    files++;
    return hasTooManyBytes() || hasTooManyFiles()
        ? FileVisitResult.TERMINATE
        : FileVisitResult.CONTINUE;
  }
}
