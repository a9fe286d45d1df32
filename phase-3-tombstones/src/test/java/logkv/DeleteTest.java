package logkv;

import static logkv.Promise.promise;
import static logkv.log.LogRecord.put;
import static logkv.log.LogRecord.tombstone;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a delete leaves in the log, and that it is still true after the store was reopened. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore("03-tombstones.md#delete")
class DeleteTest {
  private static final String READ = "03-tombstones.md#delete";

  private final StoreDirectory directory;

  DeleteTest(@TempDir Path path) {
    this.directory = new StoreDirectory(path);
  }

  @Test
  void a_delete_writes_a_tombstone_behind_the_put() throws IOException {
    directory.open(store -> {
      store.put("tea", "green");
      store.delete("tea");
    });

    assertThat(directory.records())
        .as(promise(READ, "put(tea, green), delete(tea): the log tells both, in this order"))
        .containsExactly(put("tea", "green"), tombstone("tea"));
  }

  @Test
  void a_deleted_key_stays_deleted_after_reopening() throws IOException {
    directory.open(store -> {
      store.put("tea", "green");
      store.delete("tea");
    });

    directory.open(store -> assertThat(store.get("tea"))
        .as(promise(READ, "put(tea, green), delete(tea), reopened: deleted is deleted"))
        .isEmpty());
  }

  @Test
  void a_deleted_key_stays_deleted_after_reopening_twice() throws IOException {
    directory.open(store -> {
      store.put("tea", "green");
      store.put("coffee", "black");
    });
    directory.open(store -> store.delete("tea"));
    directory.open(store -> store.put("milk", "cold"));

    directory.open(store -> assertThat(store.keys())
        .as(promise(READ, "put tea and coffee | delete(tea) | put milk | : '|' is a reopening"))
        .containsExactly("coffee", "milk"));
  }

  @Test
  void a_tombstone_is_obeyed_in_the_session_that_writes_it() throws IOException {
    directory.open(store -> {
      store.put("tea", "green");
      store.delete("tea");
      String told =
          promise(READ, "put(tea, green), delete(tea): right after it nothing can be read");
      assertThat(store.get("tea")).as(told).isEmpty();
      assertThat(store.keys()).as(told).isEmpty();
      assertThat(store.size()).as(told).isZero();
    });
    assertThat(directory.records())
        .as(promise(READ, "put(tea, green), delete(tea): nor later, because of the tombstone"))
        .endsWith(tombstone("tea"));
  }

  @Test
  void a_deleted_key_can_be_put_again() throws IOException {
    directory.open(store -> {
      store.put("tea", "green");
      store.delete("tea");
      store.put("tea", "black");
    });

    assertThat(directory.records())
        .as(promise(READ, "put(tea, green), delete(tea), put(tea, black): the log tells all three"))
        .containsExactly(put("tea", "green"), tombstone("tea"), put("tea", "black"));
    directory.open(store -> assertThat(store.get("tea"))
        .as(promise(READ, "put(tea, green), delete(tea), put(tea, black), reopened"))
        .hasValue("black"));
  }

  @Test
  void a_delete_of_a_deleted_key_says_false_and_writes_nothing() throws IOException {
    directory.open(store -> {
      store.put("tea", "green");
      store.delete("tea");
      requireAnswer(
          store, "tea", false, "put(tea, green), delete(tea), delete(tea): nothing left to delete");
    });

    assertThat(directory.records())
        .as(promise(READ, "the second delete of a key has nothing to hide, so it writes nothing"))
        .containsExactly(put("tea", "green"), tombstone("tea"));
  }

  @Test
  void a_delete_of_an_absent_key_says_false_and_writes_nothing() throws IOException {
    directory.open(store -> {
      store.put("tea", "green");
      store.delete("tea");
    });
    directory.open(store -> {
      String told = "put(tea), delete(tea), reopened, delete(tea), delete(milk): neither is there";
      requireAnswer(store, "tea", false, told);
      requireAnswer(store, "milk", false, told);
    });

    assertThat(directory.records())
        .as(promise(READ, "a delete of a key that is not there writes nothing"))
        .containsExactly(put("tea", "green"), tombstone("tea"));
  }

  @Test
  void a_delete_says_true_for_a_key_that_an_earlier_session_put() throws IOException {
    directory.open(store -> store.put("tea", "green"));
    directory.open(store -> requireAnswer(
        store, "tea", true, "put(tea, green), reopened, delete(tea) says true: it was there"));

    assertThat(directory.records())
        .as(promise(READ, "put(tea, green), reopened, delete(tea): the log tells both"))
        .containsExactly(put("tea", "green"), tombstone("tea"));
  }

  @Test
  void an_empty_value_outlives_a_reopening_and_a_deleted_one_does_not() throws IOException {
    directory.open(store -> {
      store.put("tea", "");
      store.put("milk", "");
      store.delete("milk");
    });

    directory.open(store -> {
      String done = "put(tea, \"\"), put(milk, \"\"), delete(milk), reopened: empty is not deleted";
      assertThat(store.get("tea")).as(promise(READ, done)).hasValue("");
      assertThat(store.get("milk")).as(promise(READ, done)).isEmpty();
      requireAnswer(store, "tea", true, done);
    });
  }

  @Test
  void values_that_look_special_are_just_values() throws IOException {
    List<String> special = List.of(
        "tombstone",
        "TOMBSTONE",
        "__deleted__",
        "deleted",
        "null",
        "-1",
        "\u0000",
        "\u0002",
        "\uFFFD",
        "\u0000".repeat(17),
        "\u0000".repeat(8) + "\u0002\u0000\u0000\u0000\u0001" + "\u0000".repeat(4) + "k");
    directory.open(store -> {
      for (String value : special) {
        store.put("key of " + value, value);
      }
      store.put("tea", "green");
      store.delete("tea");
    });

    directory.open(store -> {
      for (String value : special) {
        assertThat(store.get("key of " + value))
            .as(promise(READ, "put of the value \"%s\", reopened: no value means deleted", value))
            .hasValue(value);
      }
      assertThat(store.get("tea"))
          .as(promise(READ, "put(tea, green), delete(tea), reopened: only a delete deletes"))
          .isEmpty();
    });
  }

  @Test
  void a_key_that_looks_special_can_be_deleted() throws IOException {
    directory.open(store -> {
      store.put("tombstone", "1");
      store.put("\u0000", "2");
      store.delete("tombstone");
      store.delete("\u0000");
    });

    directory.open(store -> assertThat(store.keys())
        .as(promise(READ, "put and delete of the keys \"tombstone\" and \"\\0\", reopened"))
        .isEmpty());
  }

  @Test
  void a_refused_delete_writes_nothing() throws IOException {
    directory.open(store -> {
      store.put("tea", "green");
      store.delete("tea");
      String told = "%s: a wrong key is refused before anything is written";
      Refusal.refuses(
          () -> store.delete(""),
          IllegalArgumentException.class,
          promise(READ, told, "delete(\"\")"));
      Refusal.refuses(
          () -> store.delete(null),
          NullPointerException.class,
          promise(READ, told, "delete(null)"));
      Refusal.refuses(
          () -> store.delete("\uD83C"),
          IllegalArgumentException.class,
          promise(READ, told, "delete of half a surrogate pair"));
      store.close();
      Refusal.refuses(
          () -> store.delete("tea"),
          IllegalStateException.class,
          promise(READ, "close(), delete(tea): a closed store refuses every call"));
    });

    assertThat(directory.records())
        .as(promise(READ, "put(tea, green), delete(tea), four refused deletes"))
        .containsExactly(put("tea", "green"), tombstone("tea"));
  }

  private static void requireAnswer(LogStore store, String key, boolean expected, String told)
      throws IOException {
    boolean seen = store.delete(key);
    assertThat(seen)
        .withFailMessage("%sdelete(%s) said %s", promise(READ, told), key, seen)
        .isEqualTo(expected);
  }
}
