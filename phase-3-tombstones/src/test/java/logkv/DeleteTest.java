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
  void a_deleted_key_is_gone_in_the_session_that_deletes_it() throws IOException {
    directory.open(store -> {
      store.put("tea", "green");
      store.delete("tea");
      String told = promise(READ, "put(tea, green), delete(tea): nothing can be read at once");
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
      assertThat(store.delete("tea"))
          .as(promise(READ, "put(tea, green), delete(tea), delete(tea): nothing left to delete"))
          .isFalse();
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
      String told = promise(READ, "put(tea), delete(tea), reopened, delete(tea), delete(milk)");
      assertThat(store.delete("tea")).as(told).isFalse();
      assertThat(store.delete("milk")).as(told).isFalse();
    });

    assertThat(directory.records())
        .as(promise(READ, "a delete of a key that is not there writes nothing"))
        .containsExactly(put("tea", "green"), tombstone("tea"));
  }

  @Test
  void a_delete_says_true_for_a_key_that_an_earlier_session_put() throws IOException {
    directory.open(store -> store.put("tea", "green"));
    directory.open(store -> assertThat(store.delete("tea"))
        .as(promise(READ, "put(tea, green), reopened, delete(tea) says true: it was there"))
        .isTrue());

    assertThat(directory.records())
        .as(promise(READ, "put(tea, green), reopened, delete(tea): the log tells both"))
        .containsExactly(put("tea", "green"), tombstone("tea"));
  }

  @Test
  void the_empty_value_is_no_tombstone() throws IOException {
    directory.open(store -> {
      store.put("tea", "");
      store.put("milk", "");
      store.delete("milk");
    });

    directory.open(store -> {
      String told = promise(
          READ, "put(tea, \"\"), put(milk, \"\"), delete(milk), reopened: empty is not deleted");
      assertThat(store.get("tea")).as(told).hasValue("");
      assertThat(store.get("milk")).as(told).isEmpty();
      assertThat(store.delete("tea")).as(told).isTrue();
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
}
