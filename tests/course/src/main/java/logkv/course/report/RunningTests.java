package logkv.course.report;

import java.util.function.Consumer;
import logkv.course.run.TestResult;

/** On a terminal, a line that tells how many tests have run while they run. */
public final class RunningTests implements Consumer<TestResult> {
  private final Terminal terminal;
  private int green;
  private int red;

  public RunningTests(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void accept(TestResult result) {
    if (result.passed()) {
      green++;
    } else if (result.failed()) {
      red++;
    }
    terminal.progress("%d green, %d red: %s".formatted(green, red, result.id().file()));
  }

  /** Wipes the line away. */
  public void clear() {
    terminal.progress("");
  }
}
