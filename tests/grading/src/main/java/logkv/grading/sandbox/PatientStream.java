package logkv.grading.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Reads from a pipe and ends when the process ends that was started, even if another one that it has
 * left behind keeps the pipe open.
 */
final class PatientStream extends InputStream {
  private static final long NAP_NANOS = 20_000;

  private final InputStream pipe;
  private final BooleanSupplier isAlive;

  PatientStream(InputStream pipe, BooleanSupplier isAlive) {
    this.pipe = pipe;
    this.isAlive = isAlive;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (true) {
      boolean alive = isAlive.getAsBoolean(); // asked first: its last words come before its end
      int available = pipe.available();
      if (available > 0) {
        return pipe.read(bytes, offset, Math.min(length, available));
      }
      if (!alive) {
        return -1;
      }
      LockSupport.parkNanos(NAP_NANOS);
    }
  }

  @Override
  public int available() throws IOException {
    return pipe.available();
  }
}
