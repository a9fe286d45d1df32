package logkv.log;

import java.nio.file.Path;

/** Thrown when a store is opened that somebody has open already. Nothing was read or changed. */
public final class StoreLockedException extends StoreException {
  private static final long serialVersionUID = 1L;

  StoreLockedException(Path directory, String owner) {
    super("%s: the store is open in %s; close it there first".formatted(directory, owner));
  }
}
