package logkv.log;

import java.io.IOException;

/**
 * A problem with the data itself, as opposed to the disk under it.
 *
 * <pre>
 *   IOException                     the disk said no
 *    +- StoreException              the files are not what the store left there
 *        +- CorruptRecordException  bytes that are no record
 *        +- StoreLockedException    somebody else has the store open
 *
 *   IllegalArgumentException        the caller broke a rule of the method
 *   IllegalStateException           the caller used a store after closing it
 * </pre>
 */
public abstract class StoreException extends IOException {
  private static final long serialVersionUID = 1L;

  protected StoreException(String message) {
    super(message);
  }
}
