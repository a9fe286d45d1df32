package logkv.grading.command;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import logkv.course.Phase;
import logkv.course.report.Terminal;
import logkv.course.run.TestResult;
import logkv.course.run.TestRun;
import logkv.grading.museum.Attempt;
import logkv.grading.museum.Exhibit;
import logkv.grading.museum.Exhibit.Catcher;
import logkv.grading.museum.Museum;

/** Shows exhibits, and what came of a test that should catch one. */
final class MuseumReport {
  private static final Map<String, String> FINDERS = Map.of(
      "F", "an ordinary test",
      "P", "a property",
      "K", "a killed process",
      "C", "a power cut",
      "N", "the second reopening",
      "E", "a failing disk",
      "R", "bit rot",
      "T", "threads");
  private static final int NAME = 26;

  private final Museum museum;
  private final Terminal terminal;

  MuseumReport(Museum museum, Terminal terminal) {
    this.museum = museum;
    this.terminal = terminal;
  }

  /** All exhibits, a line each. */
  void printAll() {
    terminal.line("%d wrong stores, each with one mistake that somebody made."
        .formatted(museum.exhibits().size()));
    for (Phase phase : museum.course().phases()) {
      List<Exhibit> here =
          museum.exhibits().stream().filter(it -> it.phase().equals(phase)).toList();
      if (!here.isEmpty()) {
        terminal.line();
        terminal.line(terminal.bold("Phase %d: %s".formatted(phase.number(), phase.title())));
        here.forEach(this::printLine);
      }
    }
    terminal.line();
    terminal.line("./course museum NAME tells the story of one; --try YourTest.java after it says"
        + " whether your test catches it.");
  }

  private void printLine(Exhibit exhibit) {
    String start = "%4d  %-" + NAME + "s ";
    terminal.line(start.formatted(museum.numberOf(exhibit), exhibit)
        + terminal.faint(terminal.cut(exhibit.title(), terminal.width() - NAME - 8)));
  }

  /** What somebody wrote, without how to find it. */
  void print(Exhibit exhibit) {
    terminal.line("%d  %s: %s (phase %d)"
        .formatted(
            museum.numberOf(exhibit),
            terminal.bold(exhibit.name()),
            exhibit.title(),
            exhibit.phase().number()));
    terminal.line();
    printWrapped(exhibit.story());
    terminal.line();
    exhibit.seen().ifPresent(seen -> fact("seen in", seen));
    fact("found by", found(exhibit));
  }

  private static String found(Exhibit exhibit) {
    return Stream.of(exhibit.finder().split(" ")).map(FINDERS::get).collect(joining(", "));
  }

  void printAnswer(Exhibit exhibit) {
    fact("caught by", exhibit.caughtBy().stream().map(Catcher::toString).collect(joining(", ")));
    fact("they say", terminal.dots() + exhibit.message() + terminal.dots());
  }

  void printDiff(Exhibit exhibit) throws IOException {
    terminal.line();
    for (String line : exhibit.diff().lines().toList()) {
      char kind = line.isEmpty() ? ' ' : line.charAt(0);
      terminal.line(kind == '+' ? terminal.green(line) : kind == '-' ? terminal.red(line) : line);
    }
  }

  /** Whether {@code test} catches the exhibit, and why if it does not. */
  void print(Exhibit exhibit, Path test, Attempt attempt) {
    String name = terminal.bold(test.getFileName().toString());
    switch (attempt.result()) {
      case CATCHES:
        terminal.line(terminal.green(terminal.tick()) + " " + name + " catches " + exhibit
            + ": it passes on the right store and fails on the wrong one.");
        printFailure("on the wrong store", attempt.wrong());
        break;
      case MISSES:
        terminal.line(terminal.red(terminal.cross()) + " " + name + " does not catch " + exhibit
            + ": it passes on the wrong store too.");
        break;
      case REFUSES_BOTH:
        terminal.line(terminal.red(terminal.cross()) + " " + name + " fails on the right store,"
            + " too: it asks for something that nobody promised.");
        printFailure("on the right store", attempt.right());
        break;
      default:
        terminal.line(terminal.red(terminal.cross()) + " " + name + " has it the wrong way round:"
            + " it fails on the right store and passes on the wrong one.");
        printFailure("on the right store", attempt.right());
        break;
    }
  }

  private void printFailure(String where, TestRun run) {
    TestResult failed = run.failures().get(0);
    terminal.line();
    terminal.line("  %s, %s:".formatted(where, failed.displayName().replaceFirst("\\(\\)$", "")));
    failed
        .failure()
        .orElseThrow()
        .message()
        .strip()
        .lines()
        .forEach(line -> terminal.line(("    " + line).stripTrailing()));
  }

  private void fact(String name, String value) {
    terminal.line("  " + terminal.faint("%-10s".formatted(name)) + " " + value);
  }

  private void printWrapped(String text) {
    StringBuilder line = new StringBuilder(" ");
    for (String word : text.split("\\s+")) {
      if (line.length() + 1 + word.length() > Math.min(terminal.width(), 90)) {
        terminal.line(line.toString());
        line = new StringBuilder(" ");
      }
      line.append(' ').append(word);
    }
    terminal.line(line.toString());
  }
}
