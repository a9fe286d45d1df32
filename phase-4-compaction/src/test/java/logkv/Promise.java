package logkv;

import java.net.URL;
import java.util.stream.Stream;

/**
 * What a failing test says first: the promise that was broken, and where it is explained.
 *
 * <pre>
 *   assertThat(log.size()).as(promise("02-persistence.md#append", "size grows last")).isZero();
 * </pre>
 */
public final class Promise {
  private Promise() {}

  /**
   * Returns a description for an assertion.
   *
   * @param section of the lectures, as in {@code "02-persistence.md#append"}
   * @param sentence the promise, with a {@code %s} for each of {@code details}
   */
  public static String promise(String section, String sentence, Object... details) {
    return sentence.formatted(details) + "\nRead lectures/" + section + "\n";
  }

  /**
   * Calls something that has to be refused, and returns the exception.
   *
   * <p>An {@link Error} passes through: a method that is still a TODO has refused nothing.
   *
   * @return what was thrown, or null if the call was accepted
   */
  public static Exception refusalOf(Call call) {
    try {
      call.make();
      return null;
    } catch (Exception e) {
      return e;
    }
  }

  /**
   * Says what was thrown where nothing should have been, and by which line of the store.
   *
   * <pre>
   *   No exception was promised here; it threw: java.nio.channels.ClosedChannelException
   *   at LogStore.get:93
   * </pre>
   */
  public static String unpromised(Throwable thrown) {
    return "No exception was promised here; it threw: " + thrown + place(thrown);
  }

  /** Says on a line of its own by which line of the store {@code thrown} came, if by any. */
  static String place(Throwable thrown) {
    return Stream.of(thrown.getStackTrace())
        .filter(Promise::isOfTheStore)
        .findFirst()
        .map(frame -> "\nat %s.%s:%d"
            .formatted(
                frame.getClassName().replaceAll(".*[.]", ""),
                frame.getMethodName(),
                frame.getLineNumber()))
        .orElse("");
  }

  private static boolean isOfTheStore(StackTraceElement frame) {
    try {
      return frame.getClassName().startsWith("logkv.")
          && whereIs(Class.forName(frame.getClassName())).equals(whereIs(KeyValueStore.class));
    } catch (ReflectiveOperationException | LinkageError e) {
      return false;
    }
  }

  private static URL whereIs(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  /** A call that may fail in any way. */
  @FunctionalInterface
  public interface Call {
    void make() throws Exception;
  }
}
