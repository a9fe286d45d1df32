package logkv;

import static logkv.Promise.promise;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a store answers. Each group of tests needs only the methods of the groups before it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class InMemoryStoreTest {
  private final InMemoryStore store = new InMemoryStore();

  @Nested
  class size {
    private static final String READ = "01-inmemory.md#size";

    @Test
    void a_new_store_is_empty() {
      assertThat(store.size()).as(promise(READ, "a new store has no keys")).isZero();
    }
  }

  @Nested
  class put {
    private static final String READ = "01-inmemory.md#put";

    @Test
    void a_put_of_a_new_key_adds_one_key() {
      store.put("tea", "green");
      store.put("coffee", "black");

      assertThat(store.size())
          .as(promise(READ, "put(tea, green), put(coffee, black): size() counts the keys"))
          .isEqualTo(2);
    }

    @Test
    void a_put_of_the_same_key_adds_none() {
      store.put("tea", "green");
      store.put("tea", "black");

      assertThat(store.size())
          .as(promise(READ, "put(tea, green), put(tea, black): a key has one value at most"))
          .isEqualTo(1);
    }
  }

  @Nested
  class get {
    private static final String READ = "01-inmemory.md#get";

    @Test
    void a_value_that_was_put_comes_back() {
      store.put("tea", "green");

      assertThat(store.get("tea"))
          .as(promise(READ, "put(tea, green), get(tea): what was put comes back"))
          .hasValue("green");
    }

    @Test
    void a_key_that_was_never_put_has_no_value() {
      store.put("tea", "green");

      assertThat(store.get("coffee"))
          .as(promise(READ, "put(tea, green), get(coffee): a key never put has no value"))
          .isEmpty();
    }

    @Test
    void the_last_put_wins() {
      store.put("tea", "green");
      store.put("tea", "black");

      assertThat(store.get("tea"))
          .as(promise(READ, "put(tea, green), put(tea, black), get(tea): the last put wins"))
          .hasValue("black");
    }

    @Test
    void keys_that_look_alike_are_different_keys() {
      store.put("tea", "1");
      store.put("Tea", "2");
      store.put("tea ", "3");

      String done = "put(\"tea\", 1), put(\"Tea\", 2), put(\"tea \", 3)";
      String told = promise(READ, "%s: a key is kept as it is, capitals and blanks too", done);
      assertThat(store.get("tea")).as(told).hasValue("1");
      assertThat(store.get("Tea")).as(told).hasValue("2");
      assertThat(store.get("tea ")).as(told).hasValue("3");
    }

    @Test
    void the_empty_value_is_a_value() {
      store.put("tea", "");

      assertThat(store.get("tea"))
          .as(promise(READ, "put(tea, \"\"), get(tea): the empty text is a value like others"))
          .hasValue("");
    }
  }

  @Nested
  class delete {
    private static final String READ = "01-inmemory.md#delete";

    @Test
    void a_deleted_key_has_no_value() {
      store.put("tea", "green");
      store.delete("tea");

      assertThat(store.get("tea"))
          .as(promise(READ, "put(tea, green), delete(tea), get(tea): a delete forgets"))
          .isEmpty();
    }

    @Test
    void a_deleted_key_no_longer_counts() {
      store.put("tea", "green");
      store.delete("tea");

      assertThat(store.size())
          .as(promise(READ, "put(tea, green), delete(tea), size(): only keys with a value count"))
          .isZero();
    }

    @Test
    void delete_says_true_when_there_was_a_value() {
      store.put("tea", "green");

      assertThat(store.delete("tea"))
          .as(promise(READ, "put(tea, green), delete(tea) says true: there was a value"))
          .isTrue();
    }

    @Test
    void delete_says_true_for_the_empty_value_too() {
      store.put("tea", "");

      assertThat(store.delete("tea"))
          .as(promise(READ, "put(tea, \"\"), delete(tea) says true: the empty text is a value"))
          .isTrue();
    }

    @Test
    void delete_says_false_when_there_was_none() {
      store.put("tea", "green");

      assertThat(store.delete("coffee"))
          .as(promise(READ, "put(tea, green), delete(coffee) says false: there was no value"))
          .isFalse();
      assertThat(store.get("tea"))
          .as(promise(READ, "put(tea, green), delete(coffee): other keys keep their values"))
          .hasValue("green");
    }

    @Test
    void the_second_delete_of_a_key_says_false() {
      store.put("tea", "green");
      store.delete("tea");

      assertThat(store.delete("tea"))
          .as(promise(
              READ, "put(tea, green), delete(tea), delete(tea) says false: it was gone already"))
          .isFalse();
    }

    @Test
    void a_deleted_key_can_be_put_again() {
      store.put("tea", "green");
      store.delete("tea");
      store.put("tea", "black");

      assertThat(store.get("tea"))
          .as(promise(READ, "put, delete, put(tea, black), get(tea): a key may come back"))
          .hasValue("black");
    }
  }

  @Nested
  class keys {
    private static final String READ = "01-inmemory.md#keys";

    @Test
    void the_keys_are_those_that_have_a_value() {
      store.put("tea", "green");
      store.put("coffee", "black");
      store.put("milk", "");
      store.delete("coffee");

      assertThat(store.keys())
          .as(promise(READ, "put of tea, coffee, milk, delete(coffee): only keys with a value"))
          .containsExactlyInAnyOrder("tea", "milk");
    }

    @Test
    void the_keys_come_sorted() {
      for (String key : "pear fig apple Kiwi lemon date olive grape".split(" ")) {
        store.put(key, "fruit");
      }

      assertThat(store.keys())
          .as(promise(READ, "put of eight fruits, keys(): the keys come sorted, capitals first"))
          .containsExactly("Kiwi", "apple", "date", "fig", "grape", "lemon", "olive", "pear");
    }

    @Test
    void what_happens_later_does_not_change_the_set() {
      store.put("tea", "green");
      Set<String> keys = store.keys();
      store.put("coffee", "black");
      store.delete("tea");

      assertThat(keys)
          .as(
              promise(
                  READ,
                  "put(tea, green), keys(), then put(coffee, black), delete(tea): keys() is a snapshot, not a window into the store's own map"))
          .containsExactly("tea");
    }

    @Test
    void changing_the_set_does_not_change_the_store() {
      store.put("tea", "green");
      clearOrRefuse(store.keys());

      assertThat(store.get("tea"))
          .as(
              promise(
                  READ,
                  "put(tea, green), keys().clear(), get(tea): nobody changes the store behind its back"))
          .hasValue("green");
    }

    /** A set that refuses to be changed keeps the promise as well. */
    private void clearOrRefuse(Set<String> keys) {
      try {
        keys.clear();
      } catch (UnsupportedOperationException e) {
        assertThat(keys).containsExactly("tea");
      }
    }
  }
}
