package logkv.course.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import logkv.course.Course;
import logkv.course.Hints.Step;
import logkv.course.Phase;
import logkv.course.build.CompileError;
import logkv.course.build.PhaseBuild.Broken;
import logkv.course.check.Verdict;
import logkv.course.run.TestResult;
import logkv.course.run.TestRun;

/**
 * Shows a verdict: what does not compile, or the first failure in full, the others in a line each,
 * and what to do next.
 */
public final class VerdictReport {
  private static final int MOST_ERRORS = 3;
  private static final int MOST_LINES = 12;
  private static final int BAR = 20;

  private final Course course;
  private final Terminal terminal;
  private final FailureReport failures;
  private final boolean everything;

  /**
   * @param everything whether to show every failure, however many there are
   */
  public VerdictReport(Course course, Phase phase, Terminal terminal, boolean everything) {
    this.course = course;
    this.terminal = terminal;
    this.failures = new FailureReport(course, phase, terminal);
    this.everything = everything;
  }

  public void print(Verdict verdict) {
    if (verdict.broken().isPresent()) {
      printBroken(verdict.phase(), verdict.broken().get());
      return;
    }
    List<TestResult> red = new ArrayList<>(verdict.failures());
    verdict.earlier().forEach(run -> red.addAll(run.failures()));
    red.stream()
        .findFirst()
        .ifPresent(first -> failures.printInFull(
            first, verdict.step(first).map(Step::lecture), verdict.wasGreen(first)));
    List<TestResult> others = red.isEmpty() ? red : red.subList(1, red.size());
    List<TestResult> own = others.stream().filter(verdict.failures()::contains).toList();
    printOthers(
        verdict,
        "Also red:",
        own.stream().filter(failed -> !verdict.wasGreen(failed)).toList());
    printOthers(
        verdict,
        "Red now, green before:",
        own.stream().filter(verdict::wasGreen).toList());
    for (TestRun run : verdict.earlier()) {
      String title = "What worked before is broken (%s):".formatted(run.suite());
      printOthers(
          verdict, title, others.stream().filter(run.failures()::contains).toList());
    }
    printMissing(verdict);
    printSummary(verdict);
  }

  private void printBroken(Phase phase, Broken broken) {
    String what = broken
        .testsOf()
        .map(of -> "The tests of phase %d do not fit your classes".formatted(of.number()))
        .orElse("Phase %d does not compile".formatted(phase.number()));
    terminal.line(terminal.red(terminal.bold(what)));
    terminal.line();
    broken.errors().stream().limit(MOST_ERRORS).forEach(this::printError);
    int more = broken.errors().size() - MOST_ERRORS;
    if (more > 0) {
      terminal.line("%s and %d more errors".formatted(terminal.dots(), more));
      terminal.line();
    }
    terminal.line(
        broken.testsOf().isPresent()
            ? terminal.bold("next: ")
                + "give back to your classes what the tests use: a name, a parameter, a type"
            : terminal.bold("next: ") + "mend the first error; the others may go away with it");
  }

  private void printError(CompileError error) {
    terminal.line(terminal.bold(course.nameOf(error.file()) + ":" + error.line() + ":")
        + " "
        + error.message().strip());
    failures.printSourceLine(error.file(), error.line());
    terminal.line();
  }

  private void printOthers(Verdict verdict, String title, List<TestResult> others) {
    if (others.isEmpty()) {
      return;
    }
    terminal.line(title);
    int lines = everything ? others.size() : Math.min(others.size(), MOST_LINES);
    Map<String, List<TestResult>> byFile = new LinkedHashMap<>();
    for (TestResult failed : others.subList(0, lines)) {
      byFile.computeIfAbsent(failed.id().file(), file -> new ArrayList<>()).add(failed);
    }
    byFile.forEach((file, inFile) -> {
      terminal.line("  " + terminal.bold(file));
      inFile.forEach(failed -> failures.printInALine(failed, verdict.step(failed)));
    });
    if (lines < others.size()) {
      int more = others.size() - lines;
      terminal.line(
          terminal.faint("  %s and %d more (--all shows them)".formatted(terminal.dots(), more)));
    }
    terminal.line();
  }

  private void printMissing(Verdict verdict) {
    if (verdict.missing() > 0) {
      terminal.line(terminal.red(
          "Phase %d has %d tests, only %d were found: has a test been removed or renamed?"
              .formatted(
                  verdict.phase().number(),
                  verdict.phase().tests(),
                  verdict.own().map(TestRun::found).orElse(0))));
      terminal.line();
    }
  }

  private void printSummary(Verdict verdict) {
    for (TestRun run : verdict.earlier()) {
      String counts =
          "%d of %d tests still pass".formatted(run.passed(), run.found() - run.skipped());
      terminal.line(
          run.suite() + ": " + (run.isGreen() ? terminal.faint(counts) : terminal.red(counts)));
    }
    int slow = verdict.earlier().stream().mapToInt(TestRun::skipped).sum();
    if (slow > 0) {
      terminal.line(terminal.faint(
          "(%d slow %s of earlier phases not run)".formatted(slow, slow == 1 ? "test" : "tests")));
    }
    TestRun own = verdict.own().orElseThrow();
    int all = Math.max(own.found(), verdict.phase().tests());
    String line =
        "Phase %d: %d of %d tests pass".formatted(verdict.phase().number(), own.passed(), all);
    String bar = terminal.bar(own.passed(), all, BAR);
    boolean fine = verdict.isGreenSoFar();
    terminal.line(terminal.bold(line) + "  " + (fine ? terminal.green(bar) : terminal.yellow(bar))
        + slow(own, verdict));
    terminal.line(terminal.bold("next: ") + new NextStep(course).after(verdict));
  }

  private static String slow(TestRun own, Verdict verdict) {
    return verdict.withoutSlowTests() && own.skipped() > 0
        ? "  (%d slow, not run)".formatted(own.skipped())
        : "";
  }
}
