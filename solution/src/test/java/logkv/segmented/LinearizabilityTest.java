package logkv.segmented;

import static logkv.segmented.Linearizability.Call.contains;
import static logkv.segmented.Linearizability.Call.delete;
import static logkv.segmented.Linearizability.Call.get;
import static logkv.segmented.Linearizability.Call.put;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import logkv.segmented.Linearizability.Call;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Right and wrong histories, most of them with the same calls. Numbers are moments. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LinearizabilityTest {
  @Test
  void nothing_that_happened_is_right() {
    right();
  }

  @Test
  void a_get_after_a_put_returns_its_value() {
    right(put("1", 0, 1), get("1", 2, 3));
    wrong(put("1", 0, 1), get(null, 2, 3));
    wrong(put("1", 0, 1), get("2", 2, 3));
  }

  @Test
  void a_get_beside_a_put_returns_the_old_value_or_the_new_one() {
    right(put("1", 0, 1), put("2", 2, 5), get("1", 3, 4));
    right(put("1", 0, 1), put("2", 2, 5), get("2", 3, 4));
    wrong(put("1", 0, 1), put("2", 2, 5), get(null, 3, 4));
  }

  @Test
  void a_value_that_somebody_saw_does_not_disappear_again() {
    right(put("1", 0, 1), put("2", 2, 9), get("1", 3, 4), get("2", 5, 6));
    wrong(put("1", 0, 1), put("2", 2, 9), get("2", 3, 4), get("1", 5, 6));
    right(put("1", 0, 1), put("2", 2, 9), get("2", 3, 6), get("1", 4, 5));
  }

  @Test
  void two_readers_agree_on_the_order_of_two_puts() {
    wrong(
        put("1", 0, 10),
        put("2", 1, 11),
        get("1", 12, 13),
        get("2", 14, 15)); // nobody puts any more
    right(put("1", 0, 10), put("2", 1, 11), get("1", 2, 3), get("2", 4, 5), get("2", 12, 13));
    wrong(put("1", 0, 10), put("2", 1, 11), get("1", 2, 3), get("2", 4, 5), get("1", 12, 13));
  }

  @Test
  void one_of_two_deletes_meets_the_value() {
    right(put("1", 0, 1), delete(true, 2, 5), delete(false, 3, 4));
    right(put("1", 0, 1), delete(false, 2, 5), delete(true, 3, 4));
    wrong(put("1", 0, 1), delete(true, 2, 5), delete(true, 3, 4));
    wrong(put("1", 0, 1), delete(false, 2, 5), delete(false, 3, 4));
  }

  @Test
  void what_was_deleted_does_not_come_back() {
    right(put("1", 0, 1), delete(true, 2, 3), contains(false, 4, 5), get(null, 6, 7));
    wrong(put("1", 0, 1), delete(true, 2, 3), get("1", 4, 5));
    wrong(put("1", 0, 1), delete(true, 2, 3), contains(true, 4, 5));
  }

  @Test
  void what_was_there_before_counts() {
    Linearizability.check("k", "0", List.of(get("0", 0, 1), delete(true, 2, 3)));
    assertThatThrownBy(() -> Linearizability.check("k", "0", List.of(get(null, 0, 1))))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void the_message_shows_where_the_search_got_stuck() {
    assertThatThrownBy(
            () -> Linearizability.check("k", null, List.of(put("1", 0, 1), get("2", 2, 3))))
        .hasMessageContaining("No order of the 2 calls for k, which had null")
        .hasMessageContaining("1 can be put in order")
        .hasMessageContaining("2..3 get() = 2");
  }

  private static void right(Call... calls) {
    Linearizability.check("k", null, Arrays.asList(calls));
  }

  private static void wrong(Call... calls) {
    assertThatThrownBy(() -> right(calls)).isInstanceOf(AssertionError.class);
  }
}
