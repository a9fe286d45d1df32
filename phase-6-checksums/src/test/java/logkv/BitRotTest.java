package logkv;

import static logkv.Promise.promise;
import static logkv.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import logkv.crash.disk.SimulatedDisk;
import logkv.log.CorruptRecordException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A disk gives back other bytes than it was given: the right value or an error, never another. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore("06-checksums.md#bit-rot")
class BitRotTest {
  private static final String ROT = "06-checksums.md#bit-rot";

  private static final int[] ENDS = {26, 54, 76, 103}; // where the four records end

  private SimulatedDisk disk;
  private byte[] log;

  @BeforeEach
  void a_small_log() throws IOException {
    disk = SimulatedDisk.empty();
    try (LogStore store = LogStore.open(disk.directory(), CompactionPolicy.BY_HAND)) {
      store.put("black", "earl");
      store.put("green", "sencha");
      store.delete("black");
      store.put("black", "assam");
    }
    log = Files.readAllBytes(file());
  }

  @Test
  void a_flipped_bit_in_front_of_the_last_record_is_refused_at_its_record() throws IOException {
    for (int bit = 0; bit < ENDS[2] * 8; bit++) {
      String flip = flip(bit);
      long record = bit / 8 < ENDS[0] ? 0 : bit / 8 < ENDS[1] ? ENDS[0] : ENDS[1];

      CorruptRecordException refusal = refuses(
          this::contents,
          CorruptRecordException.class,
          promise(ROT, "%s and a whole record follows: opening refuses, and says where", flip));
      assertThat(refusal.offset())
          .as(promise(ROT, "%s: the exception names the record", flip))
          .isEqualTo(record);
      requireLog(flip, log.length);
    }
  }

  @Test
  void a_flipped_bit_in_the_last_record_is_never_silent() throws IOException {
    for (int bit = ENDS[2] * 8; bit < ENDS[3] * 8; bit++) {
      String flip = flip(bit);

      try (LogStore store = LogStore.open(disk.directory(), CompactionPolicy.BY_HAND)) {
        assertThat(contents(store))
            .as(promise(
                ROT, "%s, in the last record: what the records in front of it say, no more", flip))
            .isEqualTo(Map.of("green", "sencha"));
        assertThat(store.cutBytes())
            .as(promise(ROT, "%s: the store says that it has cut something off", flip))
            .isEqualTo(27);
      }
      requireLog(flip, ENDS[2]);
      assertThat(Files.size(disk.directory().resolve("data.log.cut")))
          .as(promise(ROT, "%s: and what it was can be looked at", flip))
          .isEqualTo(27);
    }
  }

  @Test
  void get_refuses_a_value_that_has_changed_since_the_store_was_opened() throws IOException {
    try (LogStore store = LogStore.open(disk.directory(), CompactionPolicy.BY_HAND)) {
      for (int bit = ENDS[2] * 8; bit < ENDS[3] * 8; bit++) {
        String flip = flip(bit);

        refuses(
            () -> store.get("black"),
            CorruptRecordException.class,
            promise(ROT, "%s: get reads from the disk, so it compares the checksums", flip));
        assertThat(store.get("green"))
            .as(promise(ROT, "%s, and it is not the record of green", flip))
            .hasValue("sencha");
      }
      Files.write(file(), log);
      assertThat(store.get("black"))
          .as(promise(ROT, "the disk was repaired: a refused get has broken nothing"))
          .hasValue("assam");
    }
  }

  @Test
  void compaction_never_gives_damaged_bytes_a_fresh_checksum() throws IOException {
    for (int bit = ENDS[0] * 8; bit < ENDS[1] * 8; bit++) {
      a_small_log();
      try (LogStore store = LogStore.open(disk.directory(), CompactionPolicy.BY_HAND)) {
        String flip = flip(bit);

        refuses(
            store::compact,
            CorruptRecordException.class,
            promise(ROT, "%s: who copies a record compares its checksums first", flip));
        requireLog(flip, log.length);
        assertThat(store.get("black"))
            .as(promise(ROT, "%s: get goes on for all others", flip))
            .hasValue("assam");
      }
    }
  }

  /** Writes the log with one bit changed, and says which. */
  private String flip(int bit) throws IOException {
    byte[] damaged = log.clone();
    damaged[bit / 8] ^= (byte) (1 << bit % 8);
    Files.write(file(), damaged);
    return "bit %d of byte %d of the log is flipped".formatted(bit % 8, bit / 8);
  }

  private Map<String, String> contents() throws IOException {
    try (LogStore store = LogStore.open(disk.directory(), CompactionPolicy.BY_HAND)) {
      return contents(store);
    }
  }

  private static Map<String, String> contents(LogStore store) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (String key : store.keys()) {
      store.get(key).ifPresent(value -> contents.put(key, value));
    }
    return contents;
  }

  private void requireLog(String flip, int length) throws IOException {
    assertThat(Files.size(file()))
        .as(promise(ROT, "%s: the log has %d bytes afterwards", flip, length))
        .isEqualTo(length);
  }

  private Path file() {
    return disk.directory().resolve("data.log");
  }
}
