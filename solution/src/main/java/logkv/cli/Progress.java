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
 * its own every second. The rate is that of the last seconds, because an import that goes on where
 * it was runs through its beginning much faster than through the rest.
 */
final class Progress {
  private static final long SECOND = 1_000_000_000;
  private static final long MEMORY = 5 * SECOND;
  private static final int BAR = 20;

  private final PrintWriter err;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private final long total;
  private Moment before; // rates are measured from here: five to ten seconds ago
  private Moment since;
  private long last;
  private boolean shown;

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
    this.last = nanoTime.getAsLong();
    this.before = new Moment(last, 0);
    this.since = before;
  }

  /** Says, if it is time, that so many records and so much of the total are done. */
  void at(long records, long done) {
    long now = nanoTime.getAsLong();
    if (now - last < (terminal ? SECOND / 10 : SECOND)) {
      return;
    }
    last = now;
    shown = true;
    String line = line(new Moment(now, records), done);
    if (terminal) {
      err.print("\r\033[?7l" + line + "\033[K\033[?7h"); // over the old line, cut off at the edge
    } else {
      err.println(line);
    }
    err.flush();
  }

  /** Takes the line away, to make room for what is said next. */
  void end() {
    if (terminal && shown) {
      err.print("\r\033[K");
      err.flush();
    }
  }

  private String line(Moment now, long done) {
    if (now.time - since.time >= MEMORY) {
      before = since;
      since = now;
    }
    double rate = (double) (now.records - before.records) * SECOND / (now.time - before.time);
    if (total <= 0 || done <= 0) {
      return "%,d records, %,.0f/s".formatted(now.records, rate);
    }
    double part = Math.min(1, (double) done / total);
    int filled = (int) (BAR * part);
    double recordsLeft = now.records * (1 - part) / part;
    String left = rate == 0 ? "" : ", %,.0f s left".formatted(Math.ceil(recordsLeft / rate));
    return "%,d records [%s%s] %d%%, %,.0f/s%s"
        .formatted(
            now.records,
            "#".repeat(filled),
            ".".repeat(BAR - filled),
            (int) (100 * part),
            rate,
            left);
  }

  /** How many records were done at some time, in nanoseconds. */
  private record Moment(long time, long records) {}
}
