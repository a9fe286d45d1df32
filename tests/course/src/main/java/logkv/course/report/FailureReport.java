package logkv.course.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import logkv.course.Course;
import logkv.course.Phase;
import logkv.course.run.Failure;
import logkv.course.run.TestId;
import logkv.course.run.TestResult;

/** Shows a failed test, in full or in one line. */
final class FailureReport {
  private static final String UNWRITTEN = "logkv.Todo";
  private static final int MOST_OUTPUT_LINES = 20;

  private final Course course;
  private final Phase phase;
  private final Terminal terminal;

  FailureReport(Course course, Phase phase, Terminal terminal) {
    this.course = course;
    this.phase = phase;
    this.terminal = terminal;
  }

  /** The sentence, what went wrong, where, and where to read on. */
  void printInFull(TestResult failed, Optional<String> lecture) {
    Failure failure = failed.failure().orElseThrow();
    terminal.line(terminal.red(terminal.cross()) + " " + terminal.bold(sentence(failed)));
    terminal.line();
    for (String line : message(failure).stripTrailing().split("\n", -1)) {
      terminal.line("  " + line.stripTrailing());
    }
    terminal.line();
    place(failure, phase.sources()).ifPresent(at -> fact("your code", at));
    testPlace(failure).ifPresent(at -> fact("the test", at));
    lecture.ifPresent(at -> fact("read", at));
    printOutput(failure.output());
    terminal.line();
  }

  void printInALine(TestResult failed) {
    String gist = gist(failed.failure().orElseThrow());
    String name =
        failed.id().method().equals(TestId.WHOLE_CLASS) ? "the whole class" : name(failed);
    int room = terminal.width() - 4;
    String text = terminal.cut(name, room);
    int left = room - text.length() - 2;
    String rest = left >= 20 ? "  " + terminal.faint(terminal.cut(gist, left)) : "";
    terminal.line("  " + terminal.red(terminal.cross()) + " " + text + rest);
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

  /** The classes, as far as they say something, and the name of the test. */
  private String sentence(TestResult failed) {
    String arrow = " " + terminal.symbol("›", ">") + " ";
    List<String> names = failed.displayNames();
    return String.join(arrow, names.subList(0, names.size() - 1).stream().toList())
        + (names.size() > 1 ? arrow : "")
        + name(failed);
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
    if (speaks && !thrown.message().isBlank()) {
      return thrown.message().strip();
    }
    return thrown.message().isBlank()
        ? thrown.className()
        : thrown.className() + ": " + thrown.message().strip();
  }

  private static String gist(Failure failure) {
    return message(failure).lines().filter(line -> !line.isBlank()).findFirst().orElse("");
  }

  private Optional<String> place(Failure failure, Path sources) {
    for (StackTraceElement frame : failure.stack()) {
      Optional<Path> file = file(frame, sources);
      if (file.isPresent()) {
        return Optional.of(course.nameOf(file.get()) + ":" + frame.getLineNumber());
      }
    }
    return Optional.empty();
  }

  private Optional<String> testPlace(Failure failure) {
    return course.phases().stream()
        .filter(other -> other.number() <= phase.number())
        .sorted((a, b) -> b.number() - a.number())
        .flatMap(other -> place(failure, other.testSources()).stream())
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
