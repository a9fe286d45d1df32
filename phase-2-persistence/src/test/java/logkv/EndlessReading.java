package logkv;

import java.io.IOException;
import java.nio.file.Path;
import logkv.crash.CrashStore;
import logkv.crash.disk.Faults;
import logkv.crash.disk.SimulatedDisk;

/** Ends a replay that goes round and round, by refusing to read for ever. */
final class EndlessReading implements Faults {
  private static final int MANY = 10_000; // no test here needs as many

  private int reads;

  /** Refuses it to the store that will be opened in {@code directory} of a simulated disk. */
  static void refusedIn(Path directory) {
    SimulatedDisk.of(directory).faults(new EndlessReading());
  }

  /** Opens a store for the crash kit, and refuses it endless reading. */
  static CrashStore open(Path directory) throws IOException {
    refusedIn(directory);
    return LogStoreUnderTest.open(directory);
  }

  @Override
  public boolean met() {
    return reads > MANY;
  }

  @Override
  public int onRead(String path, int length) throws IOException {
    if (++reads > MANY) {
      throw new IOException(
          "the store has read 10,000 times, and goes on: does its replay move on behind each record?");
    }
    return length;
  }
}
