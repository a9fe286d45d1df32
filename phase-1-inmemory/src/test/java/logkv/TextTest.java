package logkv;

import static logkv.Promise.promise;
import static logkv.Refusal.accepts;
import static logkv.Refusal.inHex;
import static logkv.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import logkv.Promise.Call;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What may be a key and what may be a value, and what the store does when it is not. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TextTest {
  private static final String HALF = "\uD83C"; // the first half of a character that needs two
  private static final String OTHER_HALF = "\uDF75";
  private static final String CUP = HALF + OTHER_HALF;

  private final InMemoryStore store = new InMemoryStore();

  @Nested
  class keys {
    private static final String READ = "01-inmemory.md#requirekey";

    @Test
    void a_key_comes_back_from_requireKey_as_it_was() {
      String told = promise(READ, "requireKey returns the key unchanged, blanks and signs too");
      for (String key : new String[] {"tea", " Tea ", " ", CUP, "?"}) {
        assertThat(accepts(() -> Text.requireKey(key), told)).as(told).isEqualTo(key);
      }
    }

    @Test
    void a_key_may_not_be_empty() {
      refusesEmpty("requireKey(\"\")", () -> Text.requireKey(""));
    }

    @Test
    void a_key_may_not_be_null() {
      refusesNull("requireKey(null)", () -> Text.requireKey(null));
    }

    @Test
    void a_key_may_not_hold_half_of_a_surrogate_pair() {
      for (String key : new String[] {HALF, OTHER_HALF, "tea" + HALF, OTHER_HALF + HALF}) {
        refusesHalf("requireKey(" + inHex(key) + ")", () -> Text.requireKey(key));
      }
    }

    @Test
    void the_empty_key_is_refused_by_put() {
      refusesEmpty("put(\"\", green)", () -> store.put("", "green"));
      nothingChanged();
    }

    @Test
    void the_empty_key_is_refused_by_get() {
      refusesEmpty("get(\"\")", () -> store.get(""));
    }

    @Test
    void the_empty_key_is_refused_by_delete() {
      refusesEmpty("delete(\"\")", () -> store.delete(""));
    }

    @Test
    void null_as_key_is_refused_by_put() {
      refusesNull("put(null, green)", () -> store.put(null, "green"));
      nothingChanged();
    }

    @Test
    void null_as_key_is_refused_by_get() {
      refusesNull("get(null)", () -> store.get(null));
    }

    @Test
    void null_as_key_is_refused_by_delete() {
      refusesNull("delete(null)", () -> store.delete(null));
    }

    @Test
    void half_a_pair_as_key_is_refused_by_put() {
      refusesHalf("put(" + inHex(HALF) + ", green)", () -> store.put(HALF, "green"));
      nothingChanged();
    }

    @Test
    void half_a_pair_as_key_is_refused_by_get() {
      refusesHalf("get(" + inHex(HALF) + ")", () -> store.get(HALF));
    }

    @Test
    void half_a_pair_as_key_is_refused_by_delete() {
      refusesHalf("delete(" + inHex(HALF) + ")", () -> store.delete(HALF));
    }

    private void refusesEmpty(String done, Call call) {
      refuses(
          call,
          IllegalArgumentException.class,
          promise(READ, "%s: a key has at least one character", done));
    }

    private void refusesNull(String done, Call call) {
      refuses(call, NullPointerException.class, promise(READ, "%s: null is no key", done));
    }

    private void refusesHalf(String done, Call call) {
      refuses(
          call,
          IllegalArgumentException.class,
          promise(
              READ, "%s: UTF-8 cannot write half of a surrogate pair; it would store '?'", done));
    }

    private void nothingChanged() {
      assertThat(store.size())
          .as(promise(READ, "a refused put changes nothing"))
          .isZero();
    }
  }

  @Nested
  class values {
    private static final String READ = "01-inmemory.md#requirevalue";

    @Test
    void a_value_comes_back_from_requireValue_as_it_was() {
      String told = promise(READ, "requireValue returns the value unchanged, blanks and signs too");
      for (String value : new String[] {"green", " Green ", " ", CUP, "?"}) {
        assertThat(accepts(() -> Text.requireValue(value), told)).as(told).isEqualTo(value);
      }
    }

    @Test
    void a_value_may_be_empty() {
      String told = promise(READ, "requireValue(\"\"): the empty text is a value like others");
      assertThat(accepts(() -> Text.requireValue(""), told)).as(told).isEmpty();
    }

    @Test
    void a_value_may_not_be_null() {
      refusesNull("requireValue(null)", () -> Text.requireValue(null));
    }

    @Test
    void a_value_may_not_hold_half_of_a_surrogate_pair() {
      for (String value : new String[] {HALF, OTHER_HALF, "green" + HALF, OTHER_HALF + HALF}) {
        refusesHalf("requireValue(" + inHex(value) + ")", () -> Text.requireValue(value));
      }
    }

    @Test
    void a_value_that_is_refused_leaves_the_old_one_in_place() {
      store.put("tea", "green");

      refusesNull("put(tea, null)", () -> store.put("tea", null));
      refusesHalf("put(tea, " + inHex(HALF) + ")", () -> store.put("tea", HALF));
      assertThat(store.get("tea"))
          .as(promise(READ, "check first, then change: a refused put changes nothing"))
          .hasValue("green");
    }

    private void refusesNull(String done, Call call) {
      refuses(call, NullPointerException.class, promise(READ, "%s: null is no value", done));
    }

    private void refusesHalf(String done, Call call) {
      refuses(
          call,
          IllegalArgumentException.class,
          promise(
              READ, "%s: UTF-8 cannot write half of a surrogate pair; it would store '?'", done));
    }
  }
}
