package logkv.course.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * What a test prints: the beginning is kept, the rest only counted, so that a flood costs nothing.
 */
final class CapturedOutput extends OutputStream {
  private final int most;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private long dropped;

  /** Keeps the first {@code most} bytes. */
  CapturedOutput(int most) {
    this.most = most;
  }

  /** Makes this the standard output and the standard error of this JVM. */
  void install() {
    PrintStream here = new PrintStream(this, true, UTF_8);
    System.setOut(here);
    System.setErr(here);
  }

  @Override
  public void write(int oneByte) {
    write(new byte[] {(byte) oneByte}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    int room = Math.min(length, most - kept.size());
    kept.write(bytes, offset, room);
    dropped += length - room;
  }

  /** Returns what there is and begins anew. */
  synchronized String take() {
    String text = kept.toString(UTF_8);
    if (dropped > 0) {
      text += "%n... and %,d bytes more%n".formatted(dropped);
    }
    kept.reset();
    dropped = 0;
    return text;
  }
}
