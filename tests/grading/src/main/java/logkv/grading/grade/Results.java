package logkv.grading.grade;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import logkv.grading.score.Grade;
import logkv.grading.score.GradeJson;

/**
 * The grades that are done, in a folder:
 *
 * <pre>
 *   grades/anna.json        the grade
 *   grades/anna.made-of     from what: the submission, the examination, the seed
 * </pre>
 *
 * <p>A grade is there entirely or not at all, so that a run that was interrupted goes on where it was.
 */
public final class Results {
  private final Path folder;

  public Results(Path out) throws IOException {
    folder = Files.createDirectories(out.resolve("grades"));
  }

  /** The grade of {@code key}, if there is one and it was made of the same. */
  public Optional<Grade> find(String key, String madeOf) throws IOException {
    Path json = folder.resolve(key + ".json");
    Path stamp = folder.resolve(key + ".made-of");
    if (!Files.isRegularFile(json)
        || !Files.isRegularFile(stamp)
        || !Files.readString(stamp).equals(madeOf)) {
      return Optional.empty();
    }
    try {
      return Optional.of(GradeJson.read(Files.readString(json)));
    } catch (IOException e) {
      return Optional.empty(); // somebody has edited it; it is made anew
    }
  }

  /** Keeps {@code grade}; it is durable when this returns. */
  public void keep(String key, String madeOf, Grade grade) throws IOException {
    Path stamp = folder.resolve(key + ".made-of");
    Files.deleteIfExists(stamp); // last comes what makes the grade count
    write(folder.resolve(key + ".json"), GradeJson.write(grade));
    write(stamp, madeOf);
  }

  private static void write(Path file, String text) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try (FileChannel channel = FileChannel.open(
        unfinished,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** All grades of a finished run, in the order of {@code keys}. */
  public List<Grade> all(List<String> keys) throws IOException {
    List<Grade> grades = new ArrayList<>();
    for (String key : keys) {
      grades.add(GradeJson.read(Files.readString(folder.resolve(key + ".json"))));
    }
    return grades;
  }
}
