package logkv;

import static logkv.Promise.promise;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import logkv.log.RecordCodec;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much of the log nobody will ever read again. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore("03-tombstones.md#deadbytes")
class DeadBytesTest {
  private static final String READ = "03-tombstones.md#deadbytes";

  /** What {@code tea=green} and the tombstone of {@code tea} take up in the log. */
  private static final int TEA_GREEN = RecordCodec.HEADER_BYTES + 3 + 5;

  private static final int TEA_TOMBSTONE = RecordCodec.HEADER_BYTES + 3;

  private final StoreDirectory directory;

  DeadBytesTest(@TempDir Path path) {
    this.directory = new StoreDirectory(path);
  }

  @Test
  void a_new_store_has_no_dead_bytes() throws IOException {
    directory.open(store -> isDead(store, 0, "nothing"));
  }

  @Test
  void a_record_that_is_current_is_not_dead() throws IOException {
    directory.open(store -> {
      store.put("tea", "green");
      store.put("coffee", "black");
      isDead(store, 0, "put(tea, green), put(coffee, black)");
    });
  }

  @Test
  void an_overwritten_record_is_dead_with_header_and_key() throws IOException {
    directory.open(store -> {
      store.put("tea", "green");
      store.put("tea", "a long and winding description of a tea");
      isDead(store, TEA_GREEN, "put(tea, green), put(tea, something longer)");
    });
  }

  @Test
  void putting_the_same_value_again_leaves_a_dead_record_too() throws IOException {
    directory.open(store -> {
      store.put("tea", "green");
      store.put("tea", "green");
      store.put("tea", "green");
      isDead(store, 2 * TEA_GREEN, "put(tea, green) three times");
    });
  }

  @Test
  void a_deleted_record_and_its_tombstone_are_dead() throws IOException {
    directory.open(store -> {
      store.put("tea", "green");
      store.delete("tea");
      isDead(store, TEA_GREEN + TEA_TOMBSTONE, "put(tea, green), delete(tea)");
    });
  }

  @Test
  void a_key_put_again_is_alive_and_what_came_before_stays_dead() throws IOException {
    directory.open(store -> {
      store.put("tea", "green");
      store.delete("tea");
      store.put("tea", "black");
      isDead(store, TEA_GREEN + TEA_TOMBSTONE, "put(tea, green), delete(tea), put(tea, black)");
    });
  }

  @Test
  void a_delete_of_an_absent_key_kills_nothing() throws IOException {
    directory.open(store -> {
      store.put("tea", "green");
      store.delete("coffee");
      isDead(store, 0, "put(tea, green), delete(coffee)");
    });
  }

  @Test
  void lengths_are_counted_in_bytes_not_in_chars() throws IOException {
    directory.open(store -> {
      store.put("th\u00E9", "\uD83C\uDF75");
      store.put("th\u00E9", "");
      isDead(store, RecordCodec.HEADER_BYTES + 4 + 4, "put(th\u00E9, a cup), put(th\u00E9, \"\")");
    });
  }

  @Test
  void reopening_finds_the_same_dead_bytes() throws IOException {
    String done = "put(tea, green), put(milk, cold), put(milk, warm), delete(tea)";
    int dead = TEA_GREEN + RecordCodec.HEADER_BYTES + 4 + 4 + TEA_TOMBSTONE;
    directory.open(store -> {
      store.put("tea", "green");
      store.put("milk", "cold");
      store.put("milk", "warm");
      store.delete("tea");
      isDead(store, dead, done);
    });
    directory.open(store -> isDead(store, dead, done + ", reopened"));
    directory.open(store -> isDead(store, dead, done + ", reopened twice"));
  }

  @Test
  void a_log_of_deleted_keys_is_dead_from_end_to_end() throws IOException {
    directory.open(store -> {
      for (String key : new String[] {"a", "b", "c"}) {
        store.put(key, "1");
        store.put(key, "2");
        store.delete(key);
      }
      isDead(store, directory.length(), "put, put, delete of a, b, c: all of data.log");
    });
  }

  @Test
  void a_closed_store_no_longer_counts() throws IOException {
    directory.open(store -> {
      isDead(store, 0, "nothing");
      store.close();
      Refusal.refuses(
          store::deadBytes,
          IllegalStateException.class,
          promise(READ, "close(), deadBytes(): a closed store refuses every call"));
    });
  }

  private void isDead(LogStore store, long expected, String done) throws IOException {
    long seen = store.deadBytes();
    assertThat(seen)
        .withFailMessage(
            "%s%s  deadBytes says %d",
            promise(READ, "%s: dead is every byte that belongs to no current record", done),
            directory.drawing(),
            seen)
        .isEqualTo(expected);
  }
}
