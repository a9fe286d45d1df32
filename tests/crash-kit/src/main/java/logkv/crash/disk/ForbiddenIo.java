package logkv.crash.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Finds compiled code that reads or writes files behind the back of the simulated disk. */
public final class ForbiddenIo {
  private ForbiddenIo() {}

  /** Returns one sentence per use of a class or method that cannot see the simulated disk. */
  public static List<String> scan(Path classes) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Scans the folder (or jar) that {@code type} was loaded from. */
  public static List<String> besides(Class<?> type) throws IOException {
    throw new UnsupportedOperationException();
  }
}
