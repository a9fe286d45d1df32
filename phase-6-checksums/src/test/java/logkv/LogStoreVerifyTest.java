package logkv;

import static logkv.Promise.promise;
import static logkv.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import logkv.crash.OnSimulatedDisk;
import logkv.log.CorruptRecordException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole store is verified, with the records that nobody will ever read again. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore(LogStoreVerifyTest.VERIFY)
class LogStoreVerifyTest {
  static final String VERIFY = "06-checksums.md#verify";

  @TempDir(factory = OnSimulatedDisk.class)
  Path directory;

  private LogStore store;

  @BeforeEach
  void a_small_log() throws IOException {
    store = LogStore.open(directory, CompactionPolicy.BY_HAND);
    store.put("black", "earl");
    store.put("green", "sencha");
    store.delete("black");
    store.put("black", "assam");
  }

  @Test
  void verify_counts_the_records_of_the_whole_log() throws IOException {
    assertThat(store.verify())
        .as(promise(VERIFY, "three puts and a tombstone, overwritten or not"))
        .isEqualTo(4);
    store.close();

    refuses(
        store::verify,
        IllegalStateException.class,
        promise(VERIFY, "a closed store says that it is closed"));
  }

  @Test
  void compaction_drops_a_damaged_record_that_nobody_needs() throws IOException {
    Path file = directory.resolve("data.log");
    byte[] log = Files.readAllBytes(file);
    log[20] ^= 1; // black = earl, overwritten long ago
    Files.write(file, log);
    refuses(
        store::verify,
        CorruptRecordException.class,
        promise(VERIFY, "verify looks at dead records, too"));

    store.compact();

    assertThat(store.verify())
        .as(promise(VERIFY, "the new log holds the two live records"))
        .isEqualTo(2);
    store.close();
    try (LogStore reopened = LogStore.open(directory)) {
      assertThat(reopened.keys())
          .as(promise(VERIFY, "nothing is lost"))
          .containsExactly("black", "green");
    }
  }
}
