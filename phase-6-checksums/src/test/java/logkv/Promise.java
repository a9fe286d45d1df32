package logkv;

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

  /** A call that may fail in any way. */
  @FunctionalInterface
  public interface Call {
    void make() throws Exception;
  }
}
