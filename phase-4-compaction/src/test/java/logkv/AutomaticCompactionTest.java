package logkv;

import static logkv.Promise.promise;
import static logkv.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import logkv.crash.disk.Faults;
import logkv.crash.disk.SimulatedDisk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * A store that asks its policy keeps its own log short.
 *
 * <p>Most records here are 19 bytes long: 17 of header, one of key, one of value.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore("04-compaction.md#append")
class AutomaticCompactionTest {
  private static final String READ = "04-compaction.md#append";

  private final SimulatedDisk disk = SimulatedDisk.empty();
  private final Path directory = disk.directory();

  @Test
  void the_policy_is_asked_before_the_record_is_appended() throws IOException {
    try (LogStore store = LogStore.open(directory, new CompactionPolicy(57, 0.5))) {
      store.put("a", "1");
      store.put("a", "2");
      store.put("a", "3");
      requireBytes(3 * 19, "when each of these puts began, the log was too short to be rewritten");

      store.put("a", "4");
      requireBytes(2 * 19, "57 bytes, 38 dead: first a=3 is copied, then a=4 is appended");
      assertThat(store.get("a")).as(promise(READ, "the last put wins")).hasValue("4");
    }
  }

  @Test
  void a_key_overwritten_a_thousand_times_takes_less_than_a_tenth_of_the_bytes()
      throws IOException {
    try (LogStore store = LogStore.open(directory, new CompactionPolicy(1000, 0.5))) {
      for (int i = 0; i < 1000; i++) {
        store.put("k", String.valueOf(i % 10));
        requireAtMost(1000 + 19, "put number " + (i + 1));
      }

      requireAtMost(1000 * 19 / 10, "1,000 puts of 19 bytes");
      assertThat(store.get("k")).as(promise(READ, "the last put wins")).hasValue("9");
    }
  }

  @Test
  void a_delete_asks_the_policy_too() throws IOException {
    try (LogStore store = LogStore.open(directory, new CompactionPolicy(38, 0.5))) {
      store.put("b", "1");
      store.put("a", "1");
      store.put("a", "2");
      requireBytes(3 * 19, "one of three records is dead, less than half");

      store.delete("b"); // a tombstone of 18 bytes: 56 of 75 bytes are dead
      store.put("c", "1");
      requireBytes(19 + 19, "before c was put, a=2 was the only live record");

      store.delete("a");
      store.delete("c");
      requireBytes(19 + 18, "before c was deleted, it was the only live record");
      assertThat(store.size()).as(promise(READ, "all was deleted")).isZero();
    }
  }

  @Test
  void calls_that_write_nothing_do_not_compact() throws IOException {
    makeThreeRecordsOfWhichTwoAreDead();
    try (LogStore store = LogStore.open(directory, new CompactionPolicy(0, 0.5))) {
      store.get("a");
      store.delete("never put");
      requireBytes(3 * 19, "opening, reading and deleting what is not there write nothing");

      store.put("a", "4");
      requireBytes(2 * 19, "a put writes, so it asks: two of three records were dead");
    }
  }

  @Test
  void the_policy_of_this_opening_counts_and_not_that_of_the_last() throws IOException {
    makeThreeRecordsOfWhichTwoAreDead();
    try (LogStore store = LogStore.open(directory, new CompactionPolicy(0, 0.9))) {
      store.put("a", "4");
      requireBytes(4 * 19, "38 of 57 bytes were dead, less than nine tenths");
    }
    try (LogStore store = LogStore.open(directory, new CompactionPolicy(0, 0.5))) {
      store.put("a", "5");
      requireBytes(2 * 19, "57 of 76 bytes were dead, more than half");
    }
  }

  @Test
  void the_default_policy_lets_a_log_grow_to_a_mebibyte() throws IOException {
    String value = "v".repeat(10_000);
    long longest = 0;
    try (LogStore store = LogStore.open(directory)) {
      for (int i = 0; i < 300; i++) {
        store.put("k", value + i % 10);
        longest = Math.max(longest, bytesOfTheLog());
      }
    }

    assertThat(longest)
        .as(promise(READ, "the longest log while 3 MB were put: a mebibyte and one put more"))
        .isBetween(1024L * 1024, 1024L * 1024 + 2 * 10_019);
  }

  @Test
  void a_put_that_finds_no_room_to_compact_has_changed_nothing() throws IOException {
    makeThreeRecordsOfWhichTwoAreDead();
    try (LogStore store = LogStore.open(directory, new CompactionPolicy(0, 0.5))) {
      disk.faults(Faults.diskFullAfter(10));
      refuses(
          () -> store.put("a", "4"),
          IOException.class,
          promise(READ, "the disk was full in the middle of the compaction: put says so"));
      disk.faults(Faults.NONE);

      requireBytes(3 * 19, "put(a, 4) threw before its record was written. Ask before the append");
      assertThat(store.get("a"))
          .as(promise(READ, "put(a, 4) threw, so a is what it was"))
          .hasValue("3");
    }
    try (LogStore store = LogStore.open(directory, CompactionPolicy.BY_HAND)) {
      assertThat(store.get("a"))
          .as(promise(READ, "put(a, 4) threw, so a is what it was after reopening, too"))
          .hasValue("3");
    }
  }

  private void makeThreeRecordsOfWhichTwoAreDead() throws IOException {
    try (LogStore store = LogStore.open(directory, CompactionPolicy.BY_HAND)) {
      store.put("a", "1");
      store.put("a", "2");
      store.put("a", "3");
    }
  }

  private long bytesOfTheLog() throws IOException {
    return Files.size(directory.resolve("data.log"));
  }

  private void requireBytes(long expected, String why) throws IOException {
    assertThat(bytesOfTheLog()).as(promise(READ, "bytes of the log: %s", why)).isEqualTo(expected);
  }

  private void requireAtMost(long most, String when) throws IOException {
    assertThat(bytesOfTheLog())
        .as(promise(READ, "bytes of the log after %s: dead bytes come back by themselves", when))
        .isLessThanOrEqualTo(most);
  }
}
