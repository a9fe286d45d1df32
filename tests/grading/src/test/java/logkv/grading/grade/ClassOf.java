package logkv.grading.grade;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import logkv.course.Course;
import logkv.course.Phase;
import logkv.grading.museum.Exhibit;
import logkv.grading.museum.Museum;
import logkv.grading.museum.Sources;

/**
 * Makes up a class, to see how long grading one takes: everybody has got as far as some phase, most
 * of what they hand in is right, some of it is a wrong store of the museum, some does not compile, and
 * no two are the same. Some come as folders, some as zips. The same class each time.
 *
 * <pre>
 *   ./mvnw -q -Pclass -Dclass.size=200 -Dclass.folder=/tmp/class -pl tests/grading process-test-classes
 *   time ./course grade /tmp/class --out /tmp/results
 * </pre>
 */
public final class ClassOf {
  private final Course course;
  private final List<Exhibit> exhibits;
  private final Random random = new Random(1);

  private ClassOf(Course course) throws IOException {
    this.course = course;
    this.exhibits = Museum.of(course).exhibits();
  }

  /** Takes the root of the course, the number of submissions, and the folder they go to. */
  public static void main(String[] arguments) throws IOException {
    ClassOf all = new ClassOf(Course.at(Path.of(arguments[0])));
    int size = Integer.parseInt(arguments[1]);
    Path folder = Files.createDirectories(Path.of(arguments[2]));
    for (int number = 1; number <= size; number++) {
      String name = "student-%03d".formatted(number);
      SortedMap<String, String> files = all.submission(name);
      if (number % 3 == 0) {
        zip(folder.resolve(name + ".zip"), files);
      } else {
        write(folder.resolve(name), files);
      }
    }
    System.out.printf("%d submissions in %s%n", size, folder);
  }

  /** Texts by names; two of three got to the end. */
  private SortedMap<String, String> submission(String student) throws IOException {
    int phases = random.nextInt(3) > 0 ? course.phases().size() : 1 + random.nextInt(5);
    SortedMap<String, String> files = new TreeMap<>();
    for (Phase phase : course.phases().subList(0, phases)) {
      store(phase)
          .forEach((name, text) ->
              files.put(phase.name() + "/src/main/java/" + name, text + "// " + student + "\n"));
    }
    return files;
  }

  private SortedMap<String, String> store(Phase phase) throws IOException {
    int fate = random.nextInt(100);
    if (fate < 3) {
      return Sources.in(phase.sources());
    }
    SortedMap<String, String> right = Sources.right(course, phase);
    if (fate < 6) {
      right.replaceAll((name, text) -> text.replace("synchronized void put(", "void puts("));
    } else if (fate < 30) {
      List<Exhibit> wrong =
          exhibits.stream().filter(exhibit -> exhibit.phase().equals(phase)).toList();
      return Sources.wrong(course, wrong.get(random.nextInt(wrong.size())));
    }
    return right;
  }

  private static void write(Path submission, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = submission.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  private static void zip(Path submission, Map<String, String> files) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(submission))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry("hand-in/" + file.getKey()));
        zip.write(file.getValue().getBytes(UTF_8));
      }
    }
  }
}
