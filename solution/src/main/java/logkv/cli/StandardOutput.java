package logkv.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard output, buffered. Its failures can be told from those of a store. */
final class StandardOutput extends OutputStream {
  private final OutputStream out;

  StandardOutput(OutputStream out) {
    this.out = new BufferedOutputStream(out, 1 << 16);
  }

  @Override
  public void write(int b) throws IOException {
    try {
      out.write(b);
    } catch (IOException e) {
      throw new Failure(e);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw new Failure(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw new Failure(e);
    }
  }

  /** Thrown when standard output takes no more. */
  static final class Failure extends IOException {
    private static final long serialVersionUID = 1L;

    private Failure(IOException cause) {
      super("standard output: " + cause.getMessage(), cause);
    }

    /** Whether its reader has gone, as {@code head} does when it has seen enough. */
    boolean readerHasGone() {
      return getMessage().toLowerCase(java.util.Locale.ROOT).contains("pipe");
    }
  }
}
