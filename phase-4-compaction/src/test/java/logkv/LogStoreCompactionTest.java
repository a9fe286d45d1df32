package logkv;

import static logkv.Promise.promise;
import static logkv.Promise.refusalOf;
import static logkv.Refusal.accepts;
import static logkv.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import logkv.Promise.Call;
import logkv.crash.OnSimulatedDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a compaction changes, which is the length of the log, and what it does not: all the rest. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore("04-compaction.md#compact")
class LogStoreCompactionTest {
  private static final String READ = "04-compaction.md#compact";
  private static final String NAMELESS =
      "a channel that was opened before the swap leads to the old file, which has no name any more";

  @TempDir(factory = OnSimulatedDisk.class)
  Path directory;

  private LogStore store;

  @BeforeEach
  void open() throws IOException {
    store = LogStore.open(directory, CompactionPolicy.BY_HAND);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  @Nested
  class what_stays {

    @Test
    void every_key_has_its_newest_value() throws IOException {
      store.put("black", "earl");
      store.put("green", "sencha");
      store.put("black", "assam");
      store.compact();

      requireValue("black", "assam");
      requireValue("green", "sencha");
      assertThat(store.keys())
          .as(promise(READ, "a compaction adds no key and loses none"))
          .containsExactly("black", "green");
    }

    @Test
    void reopening_finds_it_too() throws IOException {
      store.put("black", "earl");
      store.put("green", "sencha");
      store.put("black", "assam");
      store.compact();
      reopen();

      requireValue("black", "assam");
      requireValue("green", "sencha");
      assertThat(store.size()).as(promise(READ, "two keys were put")).isEqualTo(2);
    }

    @Test
    void what_was_deleted_stays_deleted() throws IOException {
      store.put("black", "earl");
      store.put("black", "assam");
      store.delete("black");
      store.put("green", "sencha");
      store.compact();

      requireNoValue("black");
      reopen();
      requireNoValue("black");
      requireValue("green", "sencha");
    }

    @Test
    void an_empty_value_is_still_a_value() throws IOException {
      store.put("water", "tap");
      store.put("water", "");
      store.compact();
      reopen();

      requireValue("water", "");
    }

    @Test
    void a_hundred_keys_in_any_order_keep_their_values() throws IOException {
      for (int i = 0; i < 100; i++) {
        store.put("key " + i * 37 % 100, "value " + i);
      }
      store.compact();

      for (int i = 0; i < 100; i++) {
        requireValue("key " + i * 37 % 100, "value " + i);
      }
    }

    @Test
    void a_log_in_which_nothing_is_dead_comes_out_as_it_was() throws IOException {
      store.put("black", "assam");
      store.put("green", "sencha");
      long before = bytesOfTheLog();
      store.compact();

      requireValue("black", "assam");
      requireValue("green", "sencha");
      requireBytes(before, "nothing was dead, so nothing could be saved");
    }

    @Test
    void an_empty_store_stays_empty_and_useful() throws IOException {
      store.compact();
      requireBytes(0, "a store without keys has a log without bytes");

      store.put("black", "assam");
      reopen();
      requireValue("black", "assam");
    }
  }

  @Nested
  class what_goes {

    @Test
    void the_log_is_as_long_as_its_live_records() throws IOException {
      store.put("black", "earl");
      store.put("black", "assam"); // 17 + 5 + 5 = 27 bytes
      store.put("green", "sencha");
      store.delete("green");
      store.put("white", ""); // 22 bytes
      store.compact();

      requireBytes(27 + 22, "overwritten records, tombstones and what they hide are gone");
    }

    @Test
    void a_thousand_overwrites_shrink_to_one_record() throws IOException {
      for (int i = 1; i <= 1000; i++) {
        store.put("black", "cup " + (1000 + i));
      }
      long before = bytesOfTheLog();
      store.compact();

      assertThat(bytesOfTheLog())
          .as(promise(READ, "1,000 records were %,d bytes; one of them is alive", before))
          .isEqualTo(before / 1000);
      requireValue("black", "cup 2000");
    }

    @Test
    void a_store_in_which_all_was_deleted_has_an_empty_log() throws IOException {
      store.put("black", "assam");
      store.delete("black");
      store.compact();

      requireBytes(0, "a tombstone goes together with everything that it hides");
      reopen();
      requireNoValue("black");
    }

    @Test
    void no_byte_is_dead_afterwards_and_later_ones_are_counted() throws IOException {
      store.put("black", "earl"); // 26 bytes
      store.put("black", "assam"); // 27 bytes
      store.put("green", "sencha"); // 28 bytes
      store.compact();
      requireDead(0, "only live records were copied");

      store.put("black", "plum");
      requireDead(27, "the copy of black=assam was overwritten");
      store.delete("green");
      requireDead(27 + 28 + 22, "green=sencha was deleted, and its tombstone is dead from birth");
      reopen();
      requireDead(27 + 28 + 22, "replay counts what the store counted");
    }

    @Test
    void nothing_is_left_beside_the_log() throws IOException {
      store.put("black", "earl");
      store.put("black", "assam");
      store.compact();

      assertThat(directory.resolve("data.log.compact"))
          .as(promise(READ, "the file aside has become the log"))
          .doesNotExist();
    }

    private void requireDead(long expected, String why) {
      assertThat(store.deadBytes()).as(promise(READ, "deadBytes: %s", why)).isEqualTo(expected);
    }
  }

  @Nested
  class what_comes_next {

    @Test
    void a_put_after_a_compaction_is_found_at_the_next_opening() throws IOException {
      store.put("black", "earl");
      store.compact();
      store.put("black", "assam");
      store.put("green", "sencha");
      requireValue("black", "assam");
      reopen();

      assertThat(contents())
          .as(promise(READ, "put after a compaction, then reopened: %s", NAMELESS))
          .isEqualTo(Map.of("black", "assam", "green", "sencha"));
    }

    @Test
    void a_delete_after_a_compaction_hides_what_was_copied() throws IOException {
      store.put("black", "assam");
      store.put("green", "sencha");
      store.compact();

      assertThat(store.delete("black"))
          .as(promise(READ, "black has a value after the compaction as before"))
          .isTrue();
      reopen();
      assertThat(contents())
          .as(promise(READ, "deleted after a compaction, then reopened: %s", NAMELESS))
          .isEqualTo(Map.of("green", "sencha"));
    }

    @Test
    void one_compaction_follows_the_other() throws IOException {
      for (int round = 1; round <= 5; round++) {
        store.put("black", "cup " + round);
        store.put("cup " + round, "full");
        store.delete("cup " + (round - 1));
        store.compact();
        store.compact();

        requireValue("black", "cup " + round);
        requireValue("cup " + round, "full");
        requireNoValue("cup " + (round - 1));
        requireBytes(17 + 5 + 5 + 17 + 5 + 4, "two records are alive in every round");
      }
    }

    @Test
    void an_error_names_the_log_by_the_name_that_it_has_now() throws IOException {
      store.put("black", "assam");
      store.compact();
      byte[] damaged = Files.readAllBytes(directory.resolve("data.log"));
      damaged[8] = 0; // the kind
      Files.write(directory.resolve("data.log"), damaged);

      assertThat(refusalOf(() -> store.get("black")))
          .as(promise(
              READ,
              "close the file aside before the swap, not every system renames open files, and open"
                  + " data.log behind it"))
          .hasMessageContaining("data.log: no record at offset 0")
          .hasMessageNotContaining("the file ends"); // all of the record is there, it is damaged
    }

    @Test
    void a_put_after_a_compaction_is_forced_before_it_returns() throws IOException {
      store.put("black", "earl");
      store.compact();
      Journal journal = Journal.of(directory);
      store.put("black", "assam");

      assertThat(journal.operations())
          .as(promise(READ, "the new log is forced at every put, as the old one was"))
          .containsExactly("write data.log", "force data.log");
    }

    @Test
    void a_closed_store_refuses_every_call() throws IOException {
      store.put("black", "assam");
      store.compact();
      store.close();

      requireClosed("compact", () -> store.compact());
      requireClosed("put", () -> store.put("black", "earl"));
      requireClosed("get", () -> store.get("black"));
      requireClosed("delete", () -> store.delete("black"));
      requireClosed("delete of an absent key", () -> store.delete("green"));
      requireClosed("keys", () -> store.keys());
      requireClosed("size", () -> store.size());
      requireClosed("deadBytes", () -> store.deadBytes());
    }

    private void requireClosed(String method, Call call) {
      refuses(
          call,
          IllegalStateException.class,
          promise(READ, "%s after close: the store says that it is closed", method));
    }
  }

  @Nested
  class what_lies_in_the_way {

    @Test
    void files_of_others_are_left_alone() throws IOException {
      Files.writeString(directory.resolve(".DS_Store"), "not ours");
      Files.writeString(directory.resolve("data.log.copy"), "not ours");
      store.put("black", "earl");
      store.put("black", "assam");
      store.compact();
      reopen();

      requireValue("black", "assam");
      assertThat(directory.resolve(".DS_Store"))
          .as(promise(READ, "a compaction touches data.log and data.log.compact"))
          .hasContent("not ours");
      assertThat(directory.resolve("data.log.copy"))
          .as(promise(READ, "a compaction touches data.log and data.log.compact"))
          .hasContent("not ours");
    }

    @Test
    void a_directory_in_the_way_fails_the_compaction_and_not_the_store() throws IOException {
      Path inTheWay = Files.createDirectory(directory.resolve("data.log.compact"));
      Files.writeString(inTheWay.resolve("diary.txt"), "not ours");
      store.put("black", "earl");
      store.put("black", "assam");

      refuses(
          () -> store.compact(),
          IOException.class,
          promise(READ, "there is no place for the new log: the IOException goes through"));
      requireValue("black", "assam");
      reopen();
      requireValue("black", "assam");
      assertThat(inTheWay.resolve("diary.txt"))
          .as(promise(READ, "a directory is nothing that a compaction has left"))
          .hasContent("not ours");
    }
  }

  private void reopen() throws IOException {
    store.close();
    store = LogStore.open(directory, CompactionPolicy.BY_HAND);
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (String key : store.keys()) {
      store.get(key).ifPresent(value -> contents.put(key, value));
    }
    return contents;
  }

  private long bytesOfTheLog() throws IOException {
    return Files.size(directory.resolve("data.log"));
  }

  private void requireBytes(long expected, String why) throws IOException {
    assertThat(bytesOfTheLog()).as(promise(READ, "bytes of the log: %s", why)).isEqualTo(expected);
  }

  private void requireValue(String key, String expected) throws IOException {
    Optional<String> value = accepts(
        () -> store.get(key),
        promise(
            READ, "get(%s): the index, the open file and the name data.log must all change", key));
    assertThat(value)
        .as(promise(READ, "get(%s): every live record is copied before the log is replaced", key))
        .hasValue(expected);
  }

  private void requireNoValue(String key) throws IOException {
    assertThat(store.get(key))
        .as(promise(READ, "get(%s): it was deleted, and a compaction brings nothing back", key))
        .isEmpty();
  }
}
