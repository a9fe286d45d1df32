package logkv.log;

import java.nio.file.Path;

/** Makes the exception, which others cannot make. */
public final class Told {
  private Told() {}

  public static StoreLockedException by(Path directory, String owner) {
    return new StoreLockedException(directory, owner);
  }
}
