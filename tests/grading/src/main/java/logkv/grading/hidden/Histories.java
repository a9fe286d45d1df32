package logkv.grading.hidden;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import logkv.grading.inside.Texts;

/**
 * Makes up histories: lists of calls that nobody has thought of. Immutable.
 *
 * <p>Few keys compared with the number of calls, so that calls meet each other.
 */
record Histories(int keys, int longestValue, int deletes, int compactions, int reopenings) {

  /** Puts, gets, and now and then a reopening, on {@code keys} keys. */
  static Histories of(int keys) {
    return new Histories(keys, 200, 0, 0, 3);
  }

  Histories withDeletes() {
    return new Histories(keys, longestValue, 30, compactions, reopenings);
  }

  Histories withCompactions() {
    return new Histories(keys, longestValue, deletes, 4, reopenings);
  }

  Histories withoutReopenings() {
    return new Histories(keys, longestValue, deletes, compactions, 0);
  }

  Histories withValuesUpTo(int bytes) {
    return new Histories(keys, bytes, deletes, compactions, reopenings);
  }

  /** Returns {@code length} calls and at the end one that looks at everything. */
  List<Call> make(Random random, int length) {
    Texts texts = new Texts(random);
    List<String> names = texts.keys(keys);
    List<Call> calls = new ArrayList<>();
    int all = 60 + 15 + 2 + deletes + compactions + reopenings;
    while (calls.size() < length) {
      String key = names.get(random.nextInt(keys));
      int kind = random.nextInt(all);
      if ((kind -= 60) < 0) {
        calls.add(new Call.Put(key, texts.value(longestValue)));
      } else if ((kind -= 15) < 0) {
        calls.add(new Call.Get(key));
      } else if ((kind -= 2) < 0) {
        calls.add(new Call.Look());
      } else if ((kind -= deletes) < 0) {
        calls.add(new Call.Delete(key));
      } else if ((kind -= compactions) < 0) {
        calls.add(new Call.Compact());
      } else {
        calls.add(new Call.Reopen());
        calls.add(new Call.Look());
      }
    }
    calls.add(new Call.Look());
    return calls;
  }
}
