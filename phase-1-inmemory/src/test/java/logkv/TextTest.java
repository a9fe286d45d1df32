package logkv;

import static logkv.Promise.inHex;
import static logkv.Promise.promise;
import static logkv.Promise.refuses;
import static org.assertj.core.api.Assertions.assertThat;

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
    private static final String READ = "lectures/01-inmemory.md#requirekey";
    private static final String NOT_EMPTY = "A key has at least one character.";
    private static final String NOT_NULL = "null is no key.";
    private static final String WHOLE =
        "Half of a surrogate pair is no text: UTF-8 cannot write it.";

    @Test
    void a_key_comes_back_from_requireKey_as_it_was() {
      assertThat(Text.requireKey(" Tea " + CUP))
          .as(promise("requireKey(\" Tea (cup)\")", "It returns the key, unchanged.", READ))
          .isEqualTo(" Tea " + CUP);
    }

    @Test
    void a_key_may_not_be_empty() {
      refuses(
          () -> Text.requireKey(""),
          IllegalArgumentException.class,
          promise("requireKey(\"\")", NOT_EMPTY, READ));
    }

    @Test
    void a_key_may_not_be_null() {
      refuses(
          () -> Text.requireKey(null),
          NullPointerException.class,
          promise("requireKey(null)", NOT_NULL, READ));
    }

    @Test
    void a_key_may_not_hold_half_of_a_surrogate_pair() {
      for (String key : new String[] {HALF, OTHER_HALF, "tea" + HALF, OTHER_HALF + HALF}) {
        refuses(
            () -> Text.requireKey(key),
            IllegalArgumentException.class,
            promise("requireKey(" + inHex(key) + ")", WHOLE, READ));
      }
    }

    @Test
    void the_empty_key_is_refused_by_put() {
      refuses(
          () -> store.put("", "green"),
          IllegalArgumentException.class,
          promise("put(\"\", green)", NOT_EMPTY, READ));
      assertThat(store.size())
          .as(promise("put(\"\", green)", "A refused put changes nothing.", READ))
          .isZero();
    }

    @Test
    void the_empty_key_is_refused_by_get() {
      refuses(
          () -> store.get(""),
          IllegalArgumentException.class,
          promise("get(\"\")", NOT_EMPTY, READ));
    }

    @Test
    void the_empty_key_is_refused_by_delete() {
      refuses(
          () -> store.delete(""),
          IllegalArgumentException.class,
          promise("delete(\"\")", NOT_EMPTY, READ));
    }

    @Test
    void a_null_key_is_refused_by_put() {
      refuses(
          () -> store.put(null, "green"),
          NullPointerException.class,
          promise("put(null, green)", NOT_NULL, READ));
      assertThat(store.size())
          .as(promise("put(null, green)", "A refused put changes nothing.", READ))
          .isZero();
    }

    @Test
    void a_null_key_is_refused_by_get() {
      refuses(
          () -> store.get(null), NullPointerException.class, promise("get(null)", NOT_NULL, READ));
    }

    @Test
    void a_null_key_is_refused_by_delete() {
      refuses(
          () -> store.delete(null),
          NullPointerException.class,
          promise("delete(null)", NOT_NULL, READ));
    }

    @Test
    void half_a_pair_as_key_is_refused_by_put() {
      refuses(
          () -> store.put(HALF, "green"),
          IllegalArgumentException.class,
          promise("put(" + inHex(HALF) + ", green)", WHOLE, READ));
      assertThat(store.size())
          .as(promise("put(" + inHex(HALF) + ", green)", "A refused put changes nothing.", READ))
          .isZero();
    }

    @Test
    void half_a_pair_as_key_is_refused_by_get() {
      refuses(
          () -> store.get(HALF),
          IllegalArgumentException.class,
          promise("get(" + inHex(HALF) + ")", WHOLE, READ));
    }

    @Test
    void half_a_pair_as_key_is_refused_by_delete() {
      refuses(
          () -> store.delete(HALF),
          IllegalArgumentException.class,
          promise("delete(" + inHex(HALF) + ")", WHOLE, READ));
    }
  }

  @Nested
  class values {
    private static final String READ = "lectures/01-inmemory.md#requirevalue";

    @Test
    void a_value_comes_back_from_requireValue_as_it_was() {
      assertThat(Text.requireValue(" green " + CUP))
          .as(promise("requireValue(\" green (cup)\")", "It returns the value, unchanged.", READ))
          .isEqualTo(" green " + CUP);
    }

    @Test
    void a_value_may_be_empty() {
      assertThat(Text.requireValue(""))
          .as(promise("requireValue(\"\")", "The empty text is a value like others.", READ))
          .isEmpty();
    }

    @Test
    void a_value_may_not_be_null() {
      refuses(
          () -> Text.requireValue(null),
          NullPointerException.class,
          promise("requireValue(null)", "null is no value.", READ));
    }

    @Test
    void a_value_may_not_hold_half_of_a_surrogate_pair() {
      for (String value : new String[] {HALF, OTHER_HALF, "green" + HALF, OTHER_HALF + HALF}) {
        refuses(
            () -> Text.requireValue(value),
            IllegalArgumentException.class,
            promise("requireValue(" + inHex(value) + ")", "UTF-8 cannot write half a pair.", READ));
      }
    }

    @Test
    void a_value_that_is_refused_leaves_the_old_one_in_place() {
      store.put("tea", "green");

      String twice = "put(tea, green), then put(tea, null) and put(tea, " + inHex(HALF) + ")";
      refuses(
          () -> store.put("tea", null),
          NullPointerException.class,
          promise(twice, "null is no value.", READ));
      refuses(
          () -> store.put("tea", HALF),
          IllegalArgumentException.class,
          promise(twice, "UTF-8 cannot write half a pair.", READ));
      assertThat(store.get("tea"))
          .as(promise(twice, "Check first, then change: a refused put changes nothing.", READ))
          .hasValue("green");
    }
  }
}
