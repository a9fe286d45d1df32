package logkv;

import static logkv.Promise.place;
import static logkv.Promise.refusalOf;
import static logkv.Promise.unpromised;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import logkv.Promise.Call;

/** What a store must refuse, by an exception of a promised kind, and what it must accept. */
public final class Refusal {
  private Refusal() {}

  /** Checks that {@code call} throws {@code expected}, and returns it; {@code promise} says why. */
  public static <T extends Exception> T refuses(Call call, Class<T> expected, String promise) {
    Exception seen = refusalOf(call);
    String what = seen == null ? "was accepted" : "threw " + seen;
    String place = seen == null ? "" : place(seen);
    assertThat(seen)
        .withFailMessage(
            "%sThe call %s; %s was promised.%s", promise, what, withArticle(expected), place)
        .isInstanceOf(expected);
    return expected.cast(seen);
  }

  private static String withArticle(Class<?> type) {
    String name = type.getSimpleName();
    return ("AEIO".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
  }

  /** Returns what {@code call} returns, and fails if it throws; {@code promise} says why not. */
  public static <T> T accepts(Callable<T> call, String promise) {
    try {
      return call.call();
    } catch (Exception e) {
      throw new AssertionError(promise + unpromised(e), e);
    }
  }

  /** Makes {@code call}, and fails if it throws; {@code promise} says why not. */
  public static void permits(Call call, String promise) {
    accepts(
        () -> {
          call.make();
          return null;
        },
        promise);
  }

  /** Returns {@code text} char by char, for text that a terminal cannot show. */
  public static String inHex(String text) {
    StringBuilder hex = new StringBuilder();
    text.chars().forEach(unit -> hex.append("\\u%04X".formatted(unit)));
    return hex.isEmpty() ? "\"\"" : hex.toString();
  }
}
