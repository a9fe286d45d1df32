package logkv.course.report;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import logkv.course.Course;
import logkv.course.Hints.Step;
import logkv.course.Phase;
import logkv.course.run.Failure;
import logkv.course.run.TestId;
import logkv.course.run.TestResult;

/** Shows a failed test, in full or in one line. */
final class FailureReport {
  private static final String UNWRITTEN = "logkv.Todo";
  private static final int MOST_OUTPUT_LINES = 20;

  /** How AssertJ shows a description of several lines. */
  private static final Pattern DESCRIPTION =
      Pattern.compile("\\A\\[(.*?\\nRead lectures/\\S+)\\s*\\][ ]?\\n", Pattern.DOTALL);

  private final Course course;
  private final Phase phase;
  private final Terminal terminal;

  FailureReport(Course course, Phase phase, Terminal terminal) {
    this.course = course;
    this.phase = phase;
    this.terminal = terminal;
  }

  /** The sentence, what went wrong, where, and where to read on. */
  void printInFull(TestResult failed, Optional<String> lecture, boolean wasGreen) {
    Failure failure = failed.failure().orElseThrow();
    terminal.line(terminal.red(terminal.cross()) + " " + terminal.bold(sentence(failed)));
    if (wasGreen) {
      terminal.line("  This was green before: what you changed since has broken it.");
    }
    terminal.line();
    for (String line : message(failure).stripTrailing().split("\n", -1)) {
      terminal.line(("  " + line).stripTrailing());
    }
    terminal.line();
    yourPlace(failure).ifPresent(at -> fact("your code", at));
    testPlace(failed).ifPresent(at -> fact("the test", at));
    lecture.ifPresent(at -> fact("read", at));
    printOutput(failure.output());
    terminal.line();
  }

  /**
   * @param step the step it waits for, if it is one that is not written yet
   */
  void printInALine(TestResult failed, Optional<Step> step) {
    Failure failure = failed.failure().orElseThrow();
    String gist = failure.threw(UNWRITTEN) && step.isPresent() ? step.get().name() : gist(failure);
    int room = terminal.width() - 4;
    String text = terminal.cut(nameInClass(failed), room);
    int left = room - text.length() - 2;
    String rest = left >= Math.min(20, gist.length()) ? terminal.cut(gist, left) : "";
    terminal.line(("  " + terminal.red(terminal.cross()) + " " + text + "  " + terminal.faint(rest))
        .stripTrailing());
  }

  void printSourceLine(Path file, long line) {
    try {
      List<String> lines = Files.readAllLines(file);
      if (line <= lines.size()) {
        terminal.line(terminal.faint("    " + lines.get((int) line - 1).strip()));
      }
    } catch (IOException e) {
      // The message has to do without.
    }
  }

  /** The class and the test, as one reads the outline of a file. */
  private String sentence(TestResult failed) {
    return failed.id().file() + arrow() + nameInClass(failed);
  }

  private String nameInClass(TestResult failed) {
    if (failed.id().method().equals(TestId.WHOLE_CLASS)) {
      return "the whole class";
    }
    List<String> names = new ArrayList<>(failed.displayNames());
    names.set(names.size() - 1, name(failed));
    return String.join(arrow(), names.size() > 1 ? names.subList(1, names.size()) : names);
  }

  private String arrow() {
    return " " + terminal.symbol("›", ">") + " ";
  }

  private static String name(TestResult failed) {
    return failed.displayName().replaceFirst("\\(\\)$", "");
  }

  /** An unexpected exception is told with its name, a failed assertion speaks for itself. */
  private static String message(Failure failure) {
    if (failure.throwable().isEmpty()) {
      return failure.message();
    }
    StringBuilder text = new StringBuilder();
    for (Failure.Thrown thrown : failure.throwable()) {
      String told = told(thrown);
      if (text.indexOf(told) < 0) {
        text.append(text.length() == 0 ? "" : "\ncaused by: ").append(told);
      }
    }
    return text.toString().strip();
  }

  private static String told(Failure.Thrown thrown) {
    boolean speaks = thrown.className().equals(UNWRITTEN)
        || thrown.className().endsWith("AssertionError")
        || thrown.className().startsWith("org.opentest4j.")
        || thrown.className().startsWith("org.assertj.")
        || thrown.className().startsWith("logkv.crash.");
    String message = DESCRIPTION.matcher(thrown.message()).replaceFirst("$1\n");
    if (speaks && !message.isBlank()) {
      return message.strip();
    }
    String name = thrown.className();
    return (name + (message.startsWith("\n") ? "" : ": ") + message).strip().replaceFirst(":$", "");
  }

  private static String gist(Failure failure) {
    return message(failure).lines().filter(line -> !line.isBlank()).findFirst().orElse("");
  }

  private Optional<String> yourPlace(Failure failure) {
    return place(
        failure.stack().stream().filter(frame -> !frame.getClassName().equals(UNWRITTEN)),
        phase.sources());
  }

  /** The line of the test itself rather than of a helper it called, if that can be told. */
  private Optional<String> testPlace(TestResult failed) {
    List<StackTraceElement> stack = failed.failure().orElseThrow().stack();
    TestId test = failed.id();
    String method = test.method().replaceFirst("\\(.*", "");
    String outermost = test.className().replaceFirst("\\$.*", "");
    List<Predicate<StackTraceElement>> nearest = List.of(
        frame -> frame.getClassName().equals(test.className())
            && (frame.getMethodName().equals(method)
                || frame.getMethodName().startsWith("lambda$" + method + "$")),
        frame -> frame.getClassName().startsWith(test.className()),
        frame -> (frame.getClassName() + "$").startsWith(outermost + "$"),
        frame -> true);
    return nearest.stream()
        .flatMap(near -> placeInTests(stack.stream().filter(near).toList()).stream())
        .findFirst();
  }

  private Optional<String> placeInTests(List<StackTraceElement> frames) {
    return course.phases().stream()
        .filter(other -> other.number() <= phase.number())
        .sorted(comparing(Phase::number).reversed())
        .flatMap(other -> place(frames.stream(), other.testSources()).stream())
        .findFirst();
  }

  private Optional<String> place(Stream<StackTraceElement> frames, Path sources) {
    return frames
        .flatMap(frame ->
            file(frame, sources)
                .map(file -> course.nameOf(file) + ":" + frame.getLineNumber())
                .stream())
        .findFirst();
  }

  private static Optional<Path> file(StackTraceElement frame, Path sources) {
    if (frame.getFileName() == null || frame.getLineNumber() < 1) {
      return Optional.empty();
    }
    String className = frame.getClassName();
    int end = className.lastIndexOf('.');
    String folder = end < 0 ? "" : className.substring(0, end).replace('.', '/');
    Path file = sources.resolve(folder).resolve(frame.getFileName());
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  private void printOutput(String output) {
    if (output.isBlank()) {
      return;
    }
    List<String> lines = output.strip().lines().toList();
    fact("printed", "");
    lines.stream().limit(MOST_OUTPUT_LINES).forEach(line -> terminal.line("    | " + line));
    if (lines.size() > MOST_OUTPUT_LINES) {
      terminal.line(
          "    %s and %d lines more".formatted(terminal.dots(), lines.size() - MOST_OUTPUT_LINES));
    }
  }

  private void fact(String name, String value) {
    terminal.line(("  " + terminal.faint("%-10s".formatted(name)) + " " + value).stripTrailing());
  }
}
