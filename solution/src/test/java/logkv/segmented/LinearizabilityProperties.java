package logkv.segmented;

import static logkv.segmented.Linearizability.Call.contains;
import static logkv.segmented.Linearizability.Call.delete;
import static logkv.segmented.Linearizability.Call.get;
import static logkv.segmented.Linearizability.Call.put;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import logkv.segmented.Linearizability.Call;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The checker believes what is true, and notices one thing that is not. */
class LinearizabilityProperties {
  /** Calls that did happen in some order, stretched so that they overlap, in any order of the list. */
  @Property(tries = 200, seed = "1")
  void calls_that_happened_in_an_order_are_right_however_they_overlap(@ForAll int seed) {
    List<Call> history = history(new Random(seed), false);

    assertThatCode(() -> Linearizability.check("k", null, history)).doesNotThrowAnyException();
  }

  @Property(tries = 200, seed = "2")
  void one_get_of_a_value_that_was_never_put_is_wrong(@ForAll int seed) {
    List<Call> history = history(new Random(seed), true);

    assertThatThrownBy(() -> Linearizability.check("k", null, history))
        .isInstanceOf(AssertionError.class);
  }

  private static List<Call> history(Random random, boolean wrong) {
    List<Call> calls = new ArrayList<>();
    String value = null;
    for (int i = 1; i <= 60; i++) {
      long begun = 100L * i - random.nextInt(300); // of no more than seven calls at once
      long ended = 100L * i + 1 + random.nextInt(300);
      switch (random.nextInt(4)) {
        case 0 -> {
          value = "v" + i;
          calls.add(put(value, begun, ended));
        }
        case 1 -> {
          calls.add(delete(value != null, begun, ended));
          value = null;
        }
        case 2 -> calls.add(contains(value != null, begun, ended));
        default -> calls.add(get(value, begun, ended));
      }
    }
    if (wrong) {
      calls.add(get("v61", 100L * random.nextInt(60), 6_000));
    }
    Collections.shuffle(calls, random);
    return calls;
  }
}
