package logkv;

import static logkv.Promise.promise;
import static logkv.Refusal.inHex;
import static logkv.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import logkv.Promise.Call;
import logkv.crash.OnSimulatedDisk;
import logkv.log.CorruptRecordException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store on disk promises. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore(LogStoreTest.GET)
class LogStoreTest {
  private static final String PUT = "02-persistence.md#put";
  static final String GET = "02-persistence.md#get";
  private static final String REPLAY = "02-persistence.md#replay";

  private static final String LONE_SURROGATE = "\ud83c";

  @TempDir(factory = OnSimulatedDisk.class)
  Path directory;

  private LogStore store;

  @BeforeEach
  void open() throws IOException {
    EndlessReading.refusedIn(directory);
    store = LogStore.open(directory);
  }

  @AfterEach
  void close() throws IOException {
    if (store != null) {
      store.close();
    }
  }

  @Nested
  @ReadMore(PUT)
  class put {

    @Test
    void a_key_that_was_put_is_listed_and_counted() throws IOException {
      store.put("green", "sencha");
      store.put("black", "assam");

      assertThat(store.keys())
          .as(promise(PUT, "after the append, apply tells the index where the record lies"))
          .containsExactly("black", "green");
      assertThat(store.size()).as(promise(PUT, "size counts keys")).isEqualTo(2);
    }

    @Test
    void every_put_is_one_record_at_the_end_of_data_log() throws IOException {
      store.put("black", "earl");
      byte[] before = bytesOfTheLog();
      store.put("black", "assam");

      byte[] after = bytesOfTheLog();

      assertThat(after.length)
          .as(promise(PUT, "an overwrite is a new record, of 27 bytes, at the end of the log"))
          .isEqualTo(before.length + 27);
      HexDiff.requireSameBytes(
          "What the log held before an overwrite",
          before,
          Arrays.copyOf(after, before.length),
          PUT);
    }

    @Test
    void null_is_refused_before_anything_is_written() throws IOException {
      requireRefused("a null key", NullPointerException.class, () -> store.put(null, "v"));
      requireRefused("a null value", NullPointerException.class, () -> store.put("k", null));
    }

    @Test
    void an_empty_key_is_refused_before_anything_is_written() throws IOException {
      requireRefused("an empty key", IllegalArgumentException.class, () -> store.put("", "v"));
    }

    @Test
    void text_that_utf_8_cannot_write_is_refused_before_anything_is_written() throws IOException {
      requireRefused(
          "half a surrogate pair as key",
          IllegalArgumentException.class,
          () -> store.put(LONE_SURROGATE, "v"));
      requireRefused(
          "half a surrogate pair as value",
          IllegalArgumentException.class,
          () -> store.put("k", LONE_SURROGATE));
    }

    @Test
    void keys_and_values_beyond_the_limits_are_refused_before_anything_is_written()
        throws IOException {
      requireRefused(
          "a key of 65,536 bytes",
          IllegalArgumentException.class,
          () -> store.put("k".repeat(65_536), "v"));
      requireRefused(
          "a value of 16 MiB and one byte",
          IllegalArgumentException.class,
          () -> store.put("k", "v".repeat((16 << 20) + 1)));
    }

    private void requireRefused(String what, Class<? extends Exception> how, Call call)
        throws IOException {
      byte[] before = bytesOfTheLog();

      refuses(call, how, promise(PUT, "a store refuses %s", what));

      HexDiff.requireSameBytes(
          "The log, after refusing " + what + ",", before, bytesOfTheLog(), PUT);
      assertThat(store.size())
          .as(promise(PUT, "%s leaves the index as it was", what))
          .isZero();
    }
  }

  @Nested
  @ReadMore(GET)
  class get {

    @Test
    void a_key_that_was_never_put_has_no_value() throws IOException {
      requireNoValue("green");
    }

    @Test
    void the_value_that_was_put_comes_back() throws IOException {
      store.put("green", "sencha");
      store.put("black", "assam");

      requireValue("green", "sencha");
      requireValue("black", "assam");
    }

    @Test
    void the_last_put_wins() throws IOException {
      store.put("black", "earl");
      store.put("black", "assam");

      requireValue("black", "assam");
      assertThat(store.size())
          .as(promise(PUT, "an overwritten key is still one key"))
          .isEqualTo(1);
    }

    @Test
    void the_empty_value_is_a_value() throws IOException {
      store.put("water", "");

      requireValue("water", "");
    }

    @Test
    void bad_keys_are_refused_as_put_refuses_them() {
      requireRefused(null, NullPointerException.class);
      requireRefused("", IllegalArgumentException.class);
      requireRefused(LONE_SURROGATE, IllegalArgumentException.class);
    }

    @Test
    void a_deleted_key_has_no_value_while_the_store_is_open() throws IOException {
      store.put("black", "earl");
      store.delete("black"); // what reopening says about it is phase 3's question

      requireNoValue("black");
      store.put("black", "assam");
      requireValue("black", "assam");
    }

    @Test
    void values_of_all_sizes_come_back() throws IOException {
      for (int length : new int[] {0x7fff, 0x8000, 0xffff, 0x10000, 16 << 20}) {
        store.put("k", "v".repeat(length));

        assertThat(store.get("k").orElse("").equals("v".repeat(length)))
            .as(promise(GET, "a value of %,d bytes comes back as it was", length))
            .isTrue();
      }
    }

    private void requireRefused(String key, Class<? extends Exception> how) {
      refuses(
          () -> store.get(key),
          how,
          promise(GET, "%s is no key, and get says so", key == null ? key : inHex(key)));
    }
  }

  @Nested
  class reopening {

    @Test
    void everything_is_there_again() throws IOException {
      store.put("green", "sencha");
      store.put("black", "assam");
      reopen();

      requireValue("green", "sencha");
      requireValue("black", "assam");
      assertThat(store.keys())
          .as(promise(GET, "opening replays the log, which makes the index anew"))
          .containsExactly("black", "green");
    }

    @Test
    void the_last_put_still_wins() throws IOException {
      store.put("black", "earl");
      store.put("black", "assam");
      reopen();

      assertThat(store.get("black"))
          .as(promise(REPLAY, "of two records of a key the later one counts, when replayed too"))
          .hasValue("assam");
    }

    @Test
    void what_is_put_between_two_reopenings_joins_the_rest() throws IOException {
      store.put("black", "earl");
      reopen();
      store.put("green", "sencha");
      store.put("black", "assam");
      reopen();
      reopen();

      requireValue("black", "assam");
      requireValue("green", "sencha");
    }

    @Test
    void the_empty_value_is_still_a_value() throws IOException {
      store.put("water", "");
      reopen();

      requireValue("water", "");
    }

    @Test
    void texts_of_every_kind_are_the_same_text_as_before() throws IOException {
      String[] texts = {
        "\0",
        "\n",
        " ",
        "null",
        "tombstone",
        "th\u00e9",
        "the\u0301",
        "\u8336",
        "\ud83c\udf75",
        "\uffee"
      };
      for (String text : texts) {
        store.put(text, text);
      }
      reopen();

      assertThat(store.keys())
          .as(promise(GET, "keys are UTF-8 on disk, and nothing is normalised"))
          .isEqualTo(Set.of(texts));
      for (String text : texts) {
        requireValue(text, text);
      }
    }

    @Test
    void a_value_that_looks_like_a_record_is_just_a_value() throws IOException {
      String record = "\0\0\0\0\0\0\0\0\2\0\0\0\5\0\0\0\0black"; // a tombstone, byte for byte
      store.put("black", record);
      store.put("green", record + record);
      reopen();

      requireValue("black", record);
      requireValue("green", record + record);
    }

    @Test
    void opening_and_reading_change_nothing_on_disk() throws IOException {
      store.put("black", "assam");
      byte[] before = requireLogOf(27);
      reopen();
      requireValue("black", "assam");
      reopen();

      HexDiff.requireSameBytes("The log, after it was only read,", before, bytesOfTheLog(), REPLAY);
    }

    @Test
    void a_damaged_log_is_refused_with_file_and_offset_and_left_as_it_was() throws IOException {
      store.put("black", "earl"); // offsets 0 to 25
      store.put("black", "assam");
      store.put("green", "sencha");
      byte[] damaged = requireLogOf(81);
      store.close();
      damaged[26 + 8] = 7; // the kind of the second record
      Files.write(directory.resolve("data.log"), damaged);

      CorruptRecordException refusal = refuses(
          () -> store = LogStore.open(directory),
          CorruptRecordException.class,
          promise(
              REPLAY,
              "a record in the middle is damaged; opening must not go on as if nothing was"));
      assertThat(refusal.offset())
          .as(promise(REPLAY, "the exception says where"))
          .isEqualTo(26);
      HexDiff.requireSameBytes(
          "The damaged log, after it was refused,", damaged, bytesOfTheLog(), REPLAY);
    }
  }

  @Nested
  @ReadMore("02-persistence.md#closing")
  class a_closed_store {

    @Test
    void refuses_every_call() throws IOException {
      store.put("green", "sencha");
      store.close();

      requireClosed("put", () -> store.put("green", "gyokuro"));
      requireClosed("get", () -> store.get("green"));
      requireClosed("delete", () -> store.delete("green"));
      requireClosed("keys", () -> store.keys());
      requireClosed("size", () -> store.size());
    }

    @Test
    void may_be_closed_again() throws IOException {
      store.put("green", "sencha");
      store.close();
      store.close();

      requireClosed("get", () -> store.get("green"));
    }

    private void requireClosed(String method, Call call) {
      refuses(
          call,
          IllegalStateException.class,
          promise(
              "02-persistence.md#closing",
              "%s after close: the store says that it is closed",
              method));
    }
  }

  private void reopen() throws IOException {
    store.close();
    store = LogStore.open(directory);
  }

  private byte[] bytesOfTheLog() throws IOException {
    return Files.readAllBytes(directory.resolve("data.log"));
  }

  private byte[] requireLogOf(int length) throws IOException {
    byte[] bytes = bytesOfTheLog();
    assertThat(bytes.length)
        .as(promise(PUT, "every put has written its record to data.log when it returns"))
        .isEqualTo(length);
    return bytes;
  }

  private void requireValue(String key, String expected) throws IOException {
    assertThat(store.get(key))
        .as(promise(GET, "get returns the value last put for '%s'", key))
        .hasValue(expected);
  }

  private void requireNoValue(String key) throws IOException {
    assertThat(store.get(key)).as(promise(GET, "'%s' has no value now", key)).isEmpty();
  }
}
