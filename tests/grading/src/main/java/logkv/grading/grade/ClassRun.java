package logkv.grading.grade;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;
import logkv.course.Skeleton;
import logkv.course.submission.Submission;
import logkv.grading.bench.Examination;
import logkv.grading.grade.Grader.Graded;
import logkv.grading.grade.Grader.Taken;
import logkv.grading.grade.Submissions.Found;
import logkv.grading.protocol.Allowance;
import logkv.grading.protocol.Compiling;
import logkv.grading.protocol.Surroundings;
import logkv.grading.protocol.VisibleTests;
import logkv.grading.sandbox.Cell;
import logkv.grading.sandbox.Removal;
import logkv.grading.sandbox.Sandbox;
import logkv.grading.sandbox.Watch;
import logkv.grading.score.Grade;
import logkv.grading.score.Took;

/**
 * Grades a class, several submissions at a time, each in a cell of its own.
 *
 * <pre>
 *   place/                 in the system's folder for such; removed at the end
 *     trial..              where the sandbox is tried
 *     tool/                what children need, see Surroundings
 *     visible/             the tests that students have, see VisibleTests
 *     unpacked/            submissions that came in one zip; nobody else can read them
 *     cell-0/ cell-1/ ..   of one submission at a time, see Cell
 *     compiler-0/ ..       of javac
 * </pre>
 */
public final class ClassRun implements AutoCloseable {
  private static final String PREFIX = "logkv-grade-";
  private static final Pattern LEFT = Pattern.compile(PREFIX + "([0-9]{1,10})-[0-9]+");
  private static final int LEAST_MEGABYTES = 1_000; // for the cells, beside what else writes there
  private static final int FIRST_COMPILER = 100; // cells below are those of submissions

  private final Path place;
  private final Sandbox sandbox;
  private final Grader grader;
  private final Watch watch = new Watch();
  private final String examinationPrint;
  private final Thread lastWish;
  private volatile boolean ending;

  /**
   * @param atMost the strongest isolation to be tried
   * @param seed of all random choices
   * @param allowance how much each submission may use
   */
  public ClassRun(
      Course course,
      Examination examination,
      String seed,
      Sandbox.Strength atMost,
      Allowance allowance)
      throws IOException {
    requireLinux();
    removeWhatIsLeftOfOthers();
    place =
        Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-").toRealPath();
    open(place);
    lastWish = new Thread(this::interrupted, "removal of " + place);
    Runtime.getRuntime().addShutdownHook(lastWish);
    sandbox = Sandbox.strongest(place, atMost);
    Surroundings surroundings = Surroundings.in(
        Files.createDirectory(place.resolve("tool")), examination.inChild(), seed, allowance);
    Path visible = Files.createDirectory(place.resolve("visible"));
    VisibleTests visibleTests = VisibleTests.in(visible, course, surroundings.visible());
    grader = new Grader(course, examination, surroundings, visibleTests);
    examinationPrint = fingerprint(List.of(
        seed,
        allowance.toString(),
        examination.rubric().toString(),
        course.phases().toString(),
        visiblePrint(course, examination),
        codePrint()));
  }

  /** Elsewhere nobody can look into folders of submissions and be sure that they are folders. */
  private static void requireLinux() throws IOException {
    try (var stream = Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")))) {
      if (!(stream instanceof SecureDirectoryStream)) {
        throw new CourseException(
            "Grading needs Linux, which can open files relative to open folders. On other systems"
                + " run it in a container, or let a CI system do it.");
      }
    }
  }

  /** A grader that was killed could not remove its place. */
  private static void removeWhatIsLeftOfOthers() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    List<Path> places;
    try (Stream<Path> all = Files.list(temporary)) {
      places = all.filter(Files::isDirectory).toList();
    }
    for (Path left : places) {
      Matcher name = LEFT.matcher(left.getFileName().toString());
      if (name.matches()
          && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()
          && Files.isWritable(left)) {
        Removal.remove(left);
      }
    }
  }

  /** Others may pass through, but not look around. */
  private static void open(Path folder) throws IOException {
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }
  }

  public Sandbox sandbox() {
    return sandbox;
  }

  /** A folder into which submissions can be unpacked. */
  public Path unpacked() throws IOException {
    Path folder = Files.createDirectories(place.resolve("unpacked"));
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    return folder;
  }

  /** Hears how the run goes, from several threads. */
  public interface Listener {
    void graded(Found found, Grade grade, Optional<Took> took);
  }

  /**
   * Grades {@code all}, those that {@code results} has not got already.
   *
   * @param jobs how many at a time
   * @throws CourseException if the grader cannot go on; what is done is kept
   */
  public void grade(List<Found> all, Results results, int jobs, Listener listener)
      throws IOException, InterruptedException {
    BlockingQueue<Found> waiting = new LinkedBlockingQueue<>(all);
    AtomicReference<Exception> trouble = new AtomicReference<>();
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < jobs; i++) {
      int number = i;
      Thread worker =
          new Thread(() -> work(number, waiting, results, listener, trouble), "grader " + number);
      worker.start();
      workers.add(worker);
    }
    for (Thread worker : workers) {
      worker.join();
    }
    if (trouble.get() != null) {
      throw explained(trouble.get());
    }
  }

  private void work(
      int number,
      BlockingQueue<Found> waiting,
      Results results,
      Listener listener,
      AtomicReference<Exception> trouble) {
    Path compiler = place.resolve("compiler-" + number);
    try (Compiling compiling =
        grader.newCompiling(new Cell(sandbox, FIRST_COMPILER + number, compiler, watch))) {
      Found found = waiting.poll();
      while (found != null && trouble.get() == null && !ending) {
        gradeOne(number, found, results, compiling, listener);
        found = waiting.poll();
      }
    } catch (IOException | RuntimeException e) {
      trouble.compareAndSet(null, e);
    }
  }

  private void gradeOne(
      int number, Found found, Results results, Compiling compiling, Listener listener)
      throws IOException {
    Path repository = unpacked().resolve("git-" + number);
    Taken taken = grader.take(found.place(), repository);
    Removal.remove(repository);
    String madeOf = fingerprint(List.of(
        examinationPrint,
        sandbox.sentence(),
        found.student(),
        found.remarks().toString(),
        print(taken)));
    Optional<Grade> before = results.find(found.key(), madeOf);
    if (before.isPresent()) {
      listener.graded(found, before.get(), Optional.empty());
      return;
    }
    requireSpace();
    try (Cell cell = new Cell(sandbox, number, place.resolve("cell-" + number), watch)) {
      Graded graded = grader.grade(found.student(), taken, found.remarks(), compiling, cell);
      requireSpace(); // otherwise a right store may have failed for want of it
      results.keep(found.key(), madeOf, graded.grade());
      listener.graded(found, graded.grade(), Optional.of(graded.took()));
    }
  }

  private void requireSpace() throws IOException {
    long megabytes = Files.getFileStore(place).getUsableSpace() >> 20;
    if (megabytes < LEAST_MEGABYTES) {
      throw new IOException("No space left on device");
    }
  }

  private static String print(Taken taken) {
    return taken.complaint()
        + taken.submission().map(Submission::sources).map(Object::toString).orElse("")
        + taken.submission().map(Submission::refusals).map(Object::toString).orElse("");
  }

  private static String visiblePrint(Course course, Examination examination) throws IOException {
    StringBuilder print = new StringBuilder();
    if (examination.withVisibleTests()) {
      for (Phase phase : course.phases()) {
        print.append(Skeleton.fingerprint(phase.testSources())).append(' ');
      }
    }
    return print.toString();
  }

  /** The grader's own classes: another version may judge differently. */
  private static String codePrint() throws IOException {
    try {
      Path home = Path.of(
          ClassRun.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Map<String, String> sizes = new TreeMap<>();
      try (var all = Files.walk(home.resolve("logkv"))) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          sizes.put(home.relativize(file).toString(), sha256(Files.readAllBytes(file)));
        }
      }
      return sizes.toString();
    } catch (java.net.URISyntaxException e) {
      throw new IOException("the grader was loaded from nowhere", e);
    }
  }

  private static String fingerprint(List<String> texts) {
    StringBuilder all = new StringBuilder();
    texts.forEach(text -> all.append(text.length()).append(':').append(text));
    return sha256(all.toString().getBytes(UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static IOException explained(Exception trouble) {
    String message = String.valueOf(trouble.getMessage());
    if (message.toLowerCase(Locale.ROOT).contains("no space left")) {
      return new CourseException("There is no space left on the disk. Make some, and run the same"
          + " command again: it goes on where it stopped.");
    }
    if (trouble instanceof RuntimeException e && !(e instanceof UncheckedIOException)) {
      throw e; // a mistake of ours
    }
    return trouble instanceof IOException e ? e : new IOException(trouble);
  }

  private void interrupted() {
    removeQuietly();
    System.err.println(
        "course: interrupted. What is graded is kept; the same command goes on with the rest.");
  }

  private void removeQuietly() {
    ending = true;
    try {
      watch.close();
      Removal.remove(place);
    } catch (IOException e) {
      System.err.println("course: " + place + " could not be removed");
    }
  }

  /** Kills and removes everything. */
  @Override
  public void close() {
    removeQuietly();
    try {
      Runtime.getRuntime().removeShutdownHook(lastWish);
    } catch (IllegalStateException e) {
      // Too late: it runs already, and does the same.
    }
  }
}
