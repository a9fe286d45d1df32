package logkv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How a failing test speaks: what was done, what the store promises, where to read about it. */
final class Promise {
  private Promise() {}

  /** Returns the words in front of an assertion; {@code section} is a section of the lectures. */
  static String promise(String done, String promised, String section) {
    return "%n  done      %s%n  promise   %s%n  read      %s%n  seen"
        .formatted(done, promised, section);
  }

  /** Checks that {@code call} throws {@code expected}. A {@link Todo} is let through as it is. */
  static void refuses(ThrowingCallable call, Class<? extends Exception> expected, String promise) {
    Throwable seen = catchThrowable(call);
    if (seen instanceof Error error) {
      throw error;
    }
    assertThat(seen)
        .as(promise)
        .withFailMessage(
            "the call %s, where a %s was promised",
            seen == null ? "was accepted" : "threw " + seen, expected.getSimpleName())
        .isInstanceOf(expected);
  }

  /** Returns {@code text} char by char, for text that a terminal cannot show. */
  static String inHex(String text) {
    StringBuilder hex = new StringBuilder();
    text.chars().forEach(unit -> hex.append("\\u%04X".formatted(unit)));
    return hex.toString();
  }
}
