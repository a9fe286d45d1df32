package logkv;

import static logkv.Promise.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import logkv.Promise.Call;

/** What a store must refuse, by an exception of a promised kind, and what it must accept. */
final class Refusal {
  private Refusal() {}

  /** Checks that {@code call} throws {@code expected}; {@code promise} says why it should. */
  static void refuses(Call call, Class<? extends Exception> expected, String promise) {
    Exception seen = refusalOf(call);
    assertThat(seen)
        .withFailMessage(
            "%sThe call %s; a %s was promised.",
            promise, seen == null ? "was accepted" : "threw " + seen, expected.getSimpleName())
        .isInstanceOf(expected);
  }

  /** Returns what {@code call} returns, and fails if it throws; {@code promise} says why not. */
  static <T> T accepts(Supplier<T> call, String promise) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      throw new AssertionError(promise + "The call threw " + e, e);
    }
  }

  /** Returns {@code text} char by char, for text that a terminal cannot show. */
  static String inHex(String text) {
    StringBuilder hex = new StringBuilder();
    text.chars().forEach(unit -> hex.append("\\u%04X".formatted(unit)));
    return hex.toString();
  }
}
