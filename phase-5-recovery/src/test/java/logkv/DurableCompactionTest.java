package logkv;

import static logkv.Promise.promise;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import logkv.crash.OnSimulatedDisk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A swap that a power cut cannot undo. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore(DurableCompactionTest.COMPACT)
class DurableCompactionTest {
  static final String COMPACT = "05-recovery.md#compact";

  @TempDir(factory = OnSimulatedDisk.class)
  Path directory;

  @Test
  void the_swap_is_durable_when_compact_returns() throws IOException {
    try (LogStore store = LogStore.open(directory, CompactionPolicy.BY_HAND)) {
      store.put("black", "earl");
      store.put("black", "assam");
      Journal journal = Journal.of(directory);
      store.compact();

      requireDurableSwap(journal);
    }
  }

  @Test
  void a_compaction_that_the_policy_began_is_durable_before_the_put_is_written()
      throws IOException {
    try (LogStore store = LogStore.open(directory, new CompactionPolicy(0, 0.3))) {
      store.put("black", "earl");
      store.put("black", "plum");
      Journal journal = Journal.of(directory);
      store.put("black", "assam");

      requireDurableSwap(journal);
      assertThat(journal.operations())
          .as(promise(
              COMPACT,
              "the put goes to the new log. If the power fails and the rename was not durable, the old"
                  + " log is back, and nobody looks into the new one"))
          .containsSubsequence("force the names in db", "write data.log");
    }
  }

  private static void requireDurableSwap(Journal journal) {
    assertThat(journal.operations())
        .as(promise(
            COMPACT,
            "the bytes are forced before the rename gives them their name, and the directory behind"
                + " it: the rename is a change of names"))
        .containsSubsequence(
            "write data.log.compact",
            "force data.log.compact",
            "rename data.log.compact to data.log",
            "force the names in db");
  }
}
