package logkv.grading.hidden;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import logkv.grading.bench.StoreThrew;
import logkv.grading.inside.Story;

/** Calls that must be refused, each by an exception of a promised kind. */
final class Refusals {
  static final String CORRUPT = "logkv.log.CorruptRecordException";
  static final String LOCKED = "logkv.log.StoreLockedException";
  static final String IO = "java.io.IOException";
  static final String ARGUMENT = "java.lang.IllegalArgumentException";
  static final String NULL = "java.lang.NullPointerException";
  static final String STATE = "java.lang.IllegalStateException";

  private Refusals() {}

  /**
   * Requires that {@code call} throws {@code type}, and returns what it threw.
   *
   * @param sentence what is wrong if it does not
   * @param done what was done, with this call at the end
   */
  static StoreThrew require(String type, Runnable call, String sentence, String done, String hint) {
    try {
      call.run();
    } catch (StoreThrew threw) {
      if (threw.is(type)) {
        return threw;
      }
      throw story(type, sentence, done).came(Play.said(threw)).hint(hint);
    }
    throw story(type, sentence, done).came("the call was accepted").hint(hint);
  }

  private static Story story(String type, String sentence, String done) {
    String name = type.substring(type.lastIndexOf('.') + 1);
    String article = "aeio".indexOf(name.toLowerCase(Locale.ROOT).charAt(0)) < 0 ? "a " : "an ";
    return Story.of(sentence).workload(done).expected(article + name);
  }

  /** Texts that hold half of a surrogate pair, at every place of {@code whole}. */
  static List<String> halves(String whole) {
    List<String> halves = new ArrayList<>();
    for (int at = 0; at <= whole.length(); at++) {
      String before = whole.substring(0, at);
      String after = whole.substring(at);
      halves.add(before + '\ud83c' + after);
      halves.add(before + '\udf75' + after);
      halves.add(before + "\udf75\ud83c" + after);
    }
    halves.removeIf(StandardCharsets.UTF_8.newEncoder()::canEncode); // halves that met their other
    return halves;
  }
}
