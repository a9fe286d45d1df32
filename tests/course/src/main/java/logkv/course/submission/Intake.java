package logkv.course.submission;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.stream.Collectors.joining;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.submission.Whitelist.Decoded;
import logkv.course.submission.Whitelist.Judgement;
import logkv.course.submission.Whitelist.Refused;
import logkv.course.submission.Whitelist.Taken;

/**
 * Reads a submission: a folder or a zip in which, at the top or a few folders down, there are phases.
 *
 * <p>Reads nothing but what the {@link Whitelist} takes, follows no links, writes nothing to the disk,
 * and needs little memory whatever there is: an archive that would unpack to terabytes is as well a
 * few kilobytes of sources.
 */
public final class Intake {
  /** So many folders around the phases are looked through: a mail program and a zip make two. */
  private static final int DEEPEST = 4;

  private static final int MOST_NAMES = 200_000;
  private static final long MOST_BYTES_OF_A_ZIP = 256L * 1024 * 1024;
  private static final int MOST_REFUSALS = 20;
  private static final Set<String> PASSED_OVER = Set.of("target", "__macosx", "node_modules");

  private final Course course;
  private final Whitelist whitelist;

  /**
   * @param course a clean one
   */
  public Intake(Course course) throws IOException {
    this.course = course;
    this.whitelist = new Whitelist(course);
  }

  /** Opens a file of the submission. */
  private interface Source {
    InputStream open() throws IOException;
  }

  /** A file, or what must not be taken for one: then {@code refusal} says why. */
  private record Entry(Optional<String> refusal, Source source) {
    static Entry refused(String why) {
      return new Entry(Optional.of(why), InputStream::nullInputStream);
    }
  }

  /** All names of a submission, with slashes. */
  private static final class Found {
    final SortedMap<String, Entry> entries = new TreeMap<>();

    void add(String name, Entry entry) throws CourseException {
      if (entries.size() >= MOST_NAMES) {
        throw new CourseException(
            "There are more than %,d files in it; hand in the phases alone.".formatted(MOST_NAMES));
      }
      if (entries.put(name, entry) != null) {
        entries.put(name, Entry.refused("there are two of this name, so neither is taken"));
      }
    }
  }

  /**
   * Takes what may be taken.
   *
   * @throws CourseException if there is nothing to be graded; the sentence says why and is printable
   */
  public Submission of(Path folderOrZip) throws IOException {
    if (Files.isDirectory(folderOrZip)) {
      return take(inFolder(folderOrZip));
    }
    if (!Files.isRegularFile(folderOrZip)) {
      throw new CourseException("There is no folder and no zip " + Printable.of("" + folderOrZip));
    }
    if (Files.size(folderOrZip) > MOST_BYTES_OF_A_ZIP) {
      throw new CourseException(
          "The zip is larger than %,d MB; hand in the sources of the phases alone."
              .formatted(MOST_BYTES_OF_A_ZIP >> 20));
    }
    try (ZipFile zip = new ZipFile(folderOrZip.toFile())) {
      return take(inZip(zip));
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw new CourseException(
          "This is not a zip that can be read: " + Printable.of("" + e.getMessage()));
    }
  }

  private Found inFolder(Path folder) throws IOException {
    Found found = new Found();
    Files.walkFileTree(folder, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path inside, BasicFileAttributes attributes) {
        return !inside.equals(folder) && isPassedOver(inside.getFileName().toString())
            ? FileVisitResult.SKIP_SUBTREE
            : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
          throws IOException {
        found.add(
            nameOf(file),
            attributes.isRegularFile()
                ? new Entry(Optional.empty(), () -> Files.newInputStream(file, NOFOLLOW_LINKS))
                : Entry.refused("this is a link or a device, and only files are taken"));
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException trouble)
          throws CourseException {
        found.add(nameOf(file), Entry.refused("it cannot be read"));
        return FileVisitResult.CONTINUE;
      }

      private String nameOf(Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
      }
    });
    return found;
  }

  private static Found inZip(ZipFile zip) throws IOException {
    Found found = new Found();
    for (ZipEntry entry : Collections.list(zip.entries())) {
      String name = entry.getName().replace('\\', '/'); // as some programs on Windows write them
      if (!entry.isDirectory() && !isPassedOver(name)) {
        boolean leadsOut = name.startsWith("/") || ("/" + name).contains("/../");
        found.add(
            name,
            leadsOut
                ? Entry.refused("its name leads out of the submission")
                : new Entry(Optional.empty(), () -> zip.getInputStream(entry)));
      }
    }
    return found;
  }

  /** Hidden folders (.git, and .course with what was saved), and what tools leave. */
  private static boolean isPassedOver(String path) {
    for (String name : path.toLowerCase(Locale.ROOT).split("/")) {
      boolean hidden = name.startsWith(".") && !name.equals("..");
      if (hidden || PASSED_OVER.contains(name)) {
        return true;
      }
    }
    return false;
  }

  private Submission take(Found found) throws IOException {
    String top = top(found.entries.keySet());
    SortedMap<Integer, SortedMap<String, String>> sources = new TreeMap<>();
    List<String> refusals = new ArrayList<>();
    for (Map.Entry<String, Entry> entry : found.entries.entrySet()) {
      String name = entry.getKey();
      Entry file = entry.getValue();
      if (file.refusal().isPresent() && mayBeMeantAsSource(name)) {
        refusals.add(Whitelist.refused(name, file.refusal().get()).sentence());
      } else if (name.startsWith(top) && file.refusal().isEmpty()) {
        take(name.substring(top.length()), file, sources, refusals);
      }
    }
    return new Submission(sources, cut(refusals));
  }

  private static boolean mayBeMeantAsSource(String name) {
    return name.contains("/src/main/") || name.endsWith(".java");
  }

  private void take(
      String path,
      Entry file,
      SortedMap<Integer, SortedMap<String, String>> sources,
      List<String> refusals)
      throws IOException {
    Judgement judgement = whitelist.judge(path);
    if (judgement instanceof Refused refused) {
      refusals.add(refused.sentence());
    } else if (judgement instanceof Taken taken) {
      SortedMap<String, String> texts =
          sources.computeIfAbsent(taken.phase().number(), number -> new TreeMap<>());
      Decoded decoded = Whitelist.text(path, bytes(file.source()));
      Optional<Refused> refused = decoded
          .refused()
          .or(() -> Whitelist.tooMuch(path, taken.name(), texts, decoded.text().orElseThrow()));
      if (refused.isPresent()) {
        refusals.add(refused.get().sentence());
      } else {
        texts.put(taken.name(), decoded.text().orElseThrow());
      }
    }
  }

  /** As many as decide whether it is too long, whatever the archive says about its length. */
  private static byte[] bytes(Source source) throws IOException {
    try (InputStream in = source.open()) {
      return in.readNBytes(Whitelist.MOST_BYTES_OF_A_FILE + 1);
    }
  }

  private static List<String> cut(List<String> refusals) {
    if (refusals.size() <= MOST_REFUSALS) {
      return refusals;
    }
    List<String> first = new ArrayList<>(refusals.subList(0, MOST_REFUSALS));
    first.add("... and %,d more files were not taken".formatted(refusals.size() - MOST_REFUSALS));
    return first;
  }

  /** The folder in which the phases are, {@code ""} or one that ends in a slash. */
  private String top(Set<String> names) throws CourseException {
    SortedMap<Integer, SortedSet<String>> tops = new TreeMap<>();
    Pattern phases = Pattern.compile(
        "((?:[^/]+/){0,%d})(?:%s)/src/main/java/.*"
            .formatted(
                DEEPEST,
                course.phases().stream()
                    .map(phase -> Pattern.quote(phase.name()))
                    .collect(joining("|"))),
        Pattern.DOTALL);
    for (String name : names) {
      Matcher matcher = phases.matcher(name);
      if (matcher.matches()) {
        String top = matcher.group(1);
        int depth = (int) top.chars().filter(c -> c == '/').count();
        tops.computeIfAbsent(depth, none -> new TreeSet<>()).add(top);
      }
    }
    if (tops.isEmpty()) {
      throw new CourseException(whyNoTop(names));
    }
    SortedSet<String> nearest = tops.get(tops.firstKey());
    if (nearest.size() > 1) {
      throw new CourseException("There are %d courses in it, as in %s and %s; hand in one."
          .formatted(nearest.size(), Printable.of(nearest.first()), Printable.of(nearest.last())));
    }
    return nearest.first();
  }

  private String whyNoTop(Set<String> names) {
    String expected = "this course has %s/src/main/java and so on"
        .formatted(course.phases().get(0).name());
    if (names.isEmpty()) {
      return "There is no file in it.";
    }
    Pattern otherPhase = Pattern.compile("(?:.*/)?(phase-[^/]*)/.*", Pattern.DOTALL);
    for (String name : names) {
      Matcher matcher = otherPhase.matcher(name);
      if (matcher.matches()) {
        return "There is no source of a phase in it, only such as %s; %s."
            .formatted(Printable.of(matcher.group(1)), expected);
      }
    }
    return "There is no phase in it; %s. Hand in the folder in which the phases are."
        .formatted(expected);
  }
}
