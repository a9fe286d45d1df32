package logkv.course.carry;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import logkv.course.CourseException;
import logkv.course.Skeleton;

/** A folder of sources as one value: texts by their names from the folder, with slashes. */
final class Tree {
  /** Called before a change to the disk, so that a test can end everything there. */
  interface Moment {
    void before(String change) throws IOException;
  }

  private Tree() {}

  /** Reads all files below {@code folder}; none if there is no such folder. */
  static SortedMap<String, String> read(Path folder) throws IOException {
    return read(Skeleton.files(folder));
  }

  private static SortedMap<String, String> read(SortedMap<String, Path> files) throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      try {
        texts.put(file.getKey(), Files.readString(file.getValue()).replace("\r\n", "\n"));
      } catch (CharacterCodingException e) {
        throw new CourseException(file.getValue() + " is not a text in UTF-8");
      }
    }
    return texts;
  }

  /** Reads the Java sources below {@code folder}, and not what editors leave there. */
  static SortedMap<String, String> readJava(Path folder) throws IOException {
    SortedMap<String, Path> files = Skeleton.files(folder);
    files.keySet().removeIf(name -> !name.endsWith(".java"));
    return read(files);
  }

  /** Makes {@code folder} with {@code texts} in it: there is all of it or no such folder. */
  static void writeNew(Path folder, SortedMap<String, String> texts) throws IOException {
    Path unfinished = unfinished(folder);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Path file = unfinished.resolve(text.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.getValue());
    }
    finish(unfinished, folder);
  }

  /**
   * Makes {@code folder} an exact and durable copy of {@code original}: there is all of it or no such
   * folder. What links to a file becomes a file, other links stay links.
   *
   * @param moment called before each file
   */
  static void copy(Path original, Path folder, Moment moment) throws IOException {
    Path unfinished = unfinished(folder);
    if (Files.isDirectory(original)) {
      Files.walkFileTree(original, new Copying(original, unfinished, moment));
    }
    moment.before("call the copy complete");
    finish(unfinished, folder);
  }

  /** Removes {@code folder} and what is in it; links, but not what they lead to. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(folder, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
          throws IOException {
        Files.delete(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path inside, IOException trouble)
          throws IOException {
        Files.delete(inside);
        return FileVisitResult.CONTINUE;
      }
    });
  }

  private static Path unfinished(Path folder) throws IOException {
    // Another ./course may be at the same.
    long process = ProcessHandle.current().pid();
    Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished-" + process);
    delete(unfinished);
    Files.createDirectories(unfinished);
    return unfinished;
  }

  private static void finish(Path unfinished, Path folder) throws IOException {
    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    try {
      force(folder.getParent());
    } catch (IOException e) {
      // Not every system can force a folder; a killed process does not need it.
    }
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Copies what it comes across. */
  private static final class Copying extends SimpleFileVisitor<Path> {
    private final Path original;
    private final Path copy;
    private final Moment moment;

    Copying(Path original, Path copy, Moment moment) {
      this.original = original;
      this.copy = copy;
      this.moment = moment;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      Files.createDirectories(copyOf(folder));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      moment.before("copy " + file.getFileName());
      if (Files.isRegularFile(file)) {
        Files.copy(file, copyOf(file));
        force(copyOf(file));
      } else {
        Files.copy(file, copyOf(file), NOFOLLOW_LINKS);
      }
      return FileVisitResult.CONTINUE;
    }

    private Path copyOf(Path inside) {
      return copy.resolve(original.relativize(inside).toString());
    }
  }
}
