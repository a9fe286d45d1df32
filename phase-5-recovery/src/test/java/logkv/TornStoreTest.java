package logkv;

import static logkv.Promise.promise;
import static logkv.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import logkv.crash.OnSimulatedDisk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose power was cut in the middle of a write, and what it says about it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore(TornStoreTest.CUT_BYTES)
class TornStoreTest {
  static final String CUT_BYTES = "05-recovery.md#cutbytes";
  private static final String REPLAY = "05-recovery.md#replay";

  private static final int EARL_BYTES = 17 + 5 + 4;
  private static final int SENCHA_BYTES = 17 + 5 + 6;

  @TempDir(factory = OnSimulatedDisk.class)
  Path directory;

  @Test
  @ReadMore(REPLAY)
  void a_torn_put_never_happened_wherever_it_was_torn() throws IOException {
    for (int torn = 1; torn < SENCHA_BYTES; torn++) {
      tearSencha(torn);
      String what = torn + " bytes of the put of green are there";
      assertThat(contents())
          .as(promise(REPLAY, "%s: it was never acknowledged, and black was", what))
          .isEqualTo(Map.of("black", "earl"));

      try (LogStore store = open()) {
        store.put("white", "");
      }
      for (String opening : new String[] {"first", "second"}) {
        assertThat(contents())
            .as(promise(
                REPLAY,
                "%s, then white was put: %s reopening after that. A record behind torn bytes, or in"
                    + " front of what is left of them, is not found again",
                what,
                opening))
            .isEqualTo(Map.of("black", "earl", "white", ""));
      }
    }
  }

  @Test
  void the_store_says_how_many_bytes_opening_cut_off() throws IOException {
    for (int torn = 1; torn < SENCHA_BYTES; torn++) {
      tearSencha(torn);
      requireCutBytes(torn, "that many bytes of a record were torn");
      requireCutBytes(0, "the opening before this one has cut them off already");
    }
  }

  @Test
  void nothing_is_cut_from_a_store_that_was_closed() throws IOException {
    requireCutBytes(0, "a new store");
    tearSencha(SENCHA_BYTES);
    requireCutBytes(0, "all records are whole");
  }

  @Test
  void a_compaction_does_not_make_it_forget() throws IOException {
    tearSencha(20);
    try (LogStore store = open()) {
      store.put("black", "assam");
      store.compact();

      assertThat(store.cutBytes())
          .as(promise(
              CUT_BYTES,
              "opening cut off 20 bytes; the log was replaced since, and the number is still true"))
          .isEqualTo(20);
    }
  }

  @Test
  void what_was_cut_off_is_not_counted_as_dead() throws IOException {
    tearSencha(20);
    try (LogStore store = open()) {
      assertThat(store.cutBytes())
          .as(promise(CUT_BYTES, "20 bytes were cut off"))
          .isEqualTo(20);
      assertThat(store.deadBytes())
          .as(promise(CUT_BYTES, "bytes that are gone from the log are not dead bytes in it"))
          .isZero();
    }
  }

  @Test
  void a_closed_store_says_that_it_is_closed() throws IOException {
    LogStore store = open();
    store.close();

    refuses(
        store::cutBytes,
        IllegalStateException.class,
        promise(CUT_BYTES, "every method of a closed store refuses"));
  }

  /** Makes a store with black=earl and the first {@code torn} bytes of a put of green. */
  private void tearSencha(int torn) throws IOException {
    Files.deleteIfExists(directory.resolve("data.log"));
    try (LogStore store = open()) {
      store.put("black", "earl");
      store.put("green", "sencha");
    }
    try (FileChannel log =
        FileChannel.open(directory.resolve("data.log"), StandardOpenOption.WRITE)) {
      log.truncate(EARL_BYTES + torn);
    }
  }

  private void requireCutBytes(int expected, String why) throws IOException {
    try (LogStore store = open()) {
      assertThat(store.cutBytes()).as(promise(CUT_BYTES, "%s", why)).isEqualTo(expected);
    }
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (LogStore store = open()) {
      for (String key : store.keys()) {
        store.get(key).ifPresent(value -> contents.put(key, value));
      }
    }
    return contents;
  }

  private LogStore open() throws IOException {
    return LogStore.open(directory, CompactionPolicy.BY_HAND);
  }
}
