package logkv.cli;

import java.io.PrintWriter;
import java.util.function.LongSupplier;

/**
 * How far a long command is, told on standard error.
 *
 * <pre>
 *   4,231 records [########............] 42%, 1,950/s, 3 s left
 * </pre>
 *
 * <p>On a terminal the line is written over ten times a second; into a file or pipe it is a line of
 * its own every second. The clock decides only that.
 */
final class Progress {
  private static final long SECOND = 1_000_000_000;
  private static final int BAR = 20;

  private final PrintWriter err;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private final long total;
  private final long begin;
  private long last;

  /**
   * Begins to measure.
   *
   * @param total how much there is to do, in any unit; 0 if nobody knows
   */
  Progress(Surroundings surroundings, long total) {
    this.err = surroundings.err();
    this.terminal = surroundings.errIsTerminal();
    this.nanoTime = surroundings.nanoTime();
    this.total = total;
    this.begin = nanoTime.getAsLong();
    this.last = begin;
  }

  /** Says, if it is time, that so many records and so much of the total are done. */
  void at(long records, long done) {
    long now = nanoTime.getAsLong();
    if (now - last < (terminal ? SECOND / 10 : SECOND)) {
      return;
    }
    last = now;
    String line = line(records, done, now - begin);
    if (terminal) {
      err.print(
          "\r" + line + "\033[K"); // back to the beginning, and clear what is left of the line
    } else {
      err.println(line);
    }
    err.flush();
  }

  /** Takes the line away, to make room for what is said next. */
  void end() {
    if (terminal && last != begin) {
      err.print("\r\033[K");
      err.flush();
    }
  }

  private String line(long records, long done, long elapsed) {
    String counted = "%,d records".formatted(records);
    String rate = ", %,d/s".formatted(records * SECOND / elapsed);
    if (total <= 0 || done <= 0) {
      return counted + rate;
    }
    double part = Math.min(1, (double) done / total);
    int filled = (int) (BAR * part);
    long left = (long) Math.ceil(elapsed * (1 - part) / part / SECOND);
    return "%s [%s%s] %d%%%s, %d s left"
        .formatted(
            counted, "#".repeat(filled), ".".repeat(BAR - filled), (int) (100 * part), rate, left);
  }
}
