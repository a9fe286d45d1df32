package logkv.crash.disk;

import java.io.IOException;

/**
 * What goes wrong with a disk while a program runs on it. Give one to {@link SimulatedDisk#faults}.
 *
 * <p>Every fault but {@link #NONE} counts the operations of one run, so each run needs its own.
 * Counts begin with 0 and {@link #met} tells whether the run came that far: a sweep tries 0, 1, 2
 * and so on until a run never met its fault. A fault that is not a limit happens once; the next
 * operation succeeds, because a store that carries on after a failure must be seen doing so.
 *
 * <p>The disk asks before every operation, one at a time. Only {@link #met} and what begins
 * with {@code before} may be called by everyone.
 */
public interface Faults {

  /** Nothing goes wrong. */
  Faults NONE = () -> false;

  /** Whether it has happened. */
  boolean met();

  /**
   * Asked before a write; an exception fails it.
   *
   * @param length in bytes, at least 1
   * @return how many of them will be written, at least 1
   */
  default int onWrite(String path, int length) throws IOException {
    return length;
  }

  /**
   * Asked before a read that would find something; an exception fails it.
   *
   * @param length in bytes, at least 1
   * @return how many of them will be read, at least 1
   */
  default int onRead(String path, int length) throws IOException {
    return length;
  }

  /** Asked before a force of a file or a directory; an exception fails it. */
  default void onForce(String path) throws IOException {}

  /**
   * Called before a force of a file gets its turn at the disk. It may wait, for a signal of the test
   * say, and holds up nobody but the caller of the force.
   */
  default void beforeForce(String path) {}

  /** Called before a read from a place in a file gets its turn; may wait, as {@link #beforeForce}. */
  default void beforeRead(String path) {}

  /** Asked before a create, a truncation, a rename or a delete; an exception fails it. */
  default void onChange(String path) throws IOException {}

  /** Every write takes {@code max} bytes at the most, as it may. */
  static Faults shortWrites(int max) {
    return new ShortTransfers(0, max);
  }

  /** Every read gives {@code max} bytes at the most, as it may. */
  static Faults shortReads(int max) {
    return new ShortTransfers(max, 0);
  }

  /**
   * After {@code bytes} bytes the disk is full: the write that crosses the limit is short, the next
   * one fails. Then somebody makes room.
   */
  static Faults diskFullAfter(long bytes) {
    return new DiskFull(bytes);
  }

  /** Write number {@code n}, from 0, fails and writes nothing. */
  static Faults failWrite(int n) {
    return new NthOperation(n, NthOperation.Kind.WRITE);
  }

  /** Read number {@code n}, from 0, fails. */
  static Faults failRead(int n) {
    return new NthOperation(n, NthOperation.Kind.READ);
  }

  /**
   * Force number {@code n}, from 0, fails. What the file was waiting for is then in limbo: the
   * program still sees it, and no later force makes it durable.
   */
  static Faults failForce(int n) {
    return new NthOperation(n, NthOperation.Kind.FORCE);
  }

  /** Operation number {@code n}, from 0, fails, whether it writes, forces or changes a name. */
  static Faults failAnything(int n) {
    return new NthOperation(n, NthOperation.Kind.ANYTHING);
  }

  /**
   * The calling thread is interrupted during operation number {@code n}, counted as for {@link
   * #failAnything}. The operation still takes effect; if it is one of a channel, the channel is
   * closed and the call throws. The thread stays interrupted, until the test asks {@link
   * Thread#interrupted}.
   */
  static Faults interrupt(int n) {
    return new NthOperation(n, NthOperation.Kind.INTERRUPT);
  }
}
