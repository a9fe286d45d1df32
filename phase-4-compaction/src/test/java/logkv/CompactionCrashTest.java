package logkv;

import static logkv.Promise.promise;
import static logkv.crash.Step.compact;
import static logkv.crash.Step.delete;
import static logkv.crash.Step.put;
import static logkv.crash.Step.reopen;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import logkv.crash.CrashStore;
import logkv.crash.CrashTest;
import logkv.crash.Disk;
import logkv.crash.disk.SimulatedDisk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The process is killed after every single operation on the disk, compactions included. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore("04-compaction.md#crashes")
class CompactionCrashTest {
  private static final String READ = "lectures/04-compaction.md#crashes";
  private static final CompactionPolicy EAGER = new CompactionPolicy(0, 0.3);

  @Test
  void nothing_is_lost_when_the_process_is_killed_in_the_middle_of_a_compaction() {
    killing()
        .check(
            put("a", "1"), put("b", "2"), put("a", "3"), compact(), put("c", "4"), put("a", "5"));
  }

  @Test
  void nothing_that_was_deleted_comes_back() {
    killing()
        .check(
            put("a", "1"),
            put("b", "2"),
            delete("a"),
            compact(),
            delete("b"),
            compact(),
            put("c", "3"));
  }

  @Test
  void nothing_is_lost_when_it_is_killed_again_while_it_recovers() {
    killing()
        .crashingAgainDuringRecovery()
        .check(
            put("a", "1"),
            put("a", "2"),
            put("b", "3"),
            compact(),
            put("b", "4"),
            reopen(),
            delete("a"),
            compact(),
            put("a", "5"));
  }

  @Test
  void compactions_that_the_policy_begins_lose_nothing_either() throws IOException {
    requireThatOverwritingCompacts();

    CrashTest.of(directory -> LogStoreUnderTest.open(directory, EAGER))
        .on(Disk.PROCESS_KILL)
        .readMore(READ)
        .crashingAgainDuringRecovery()
        .check(
            put("a", "1"),
            put("a", "2"),
            put("b", "3"),
            delete("a"),
            put("b", "4"),
            put("c", "5"),
            reopen(),
            put("a", "6"),
            put("b", "7"));
  }

  @Test
  void compacting_an_empty_store_loses_nothing() {
    killing().check(compact(), put("a", "1"), delete("a"), compact(), compact(), put("a", "2"));
  }

  private static CrashTest killing() {
    return CrashTest.of(LogStoreUnderTest::open).on(Disk.PROCESS_KILL).readMore(READ);
  }

  /** Without this a store that never compacts would pass. */
  private static void requireThatOverwritingCompacts() throws IOException {
    Path directory = SimulatedDisk.empty().directory();
    try (CrashStore store = LogStoreUnderTest.open(directory, EAGER)) {
      for (int i = 0; i < 10; i++) {
        store.put("a", "1");
      }
    }
    assertThat(Files.size(directory.resolve("data.log")))
        .as(promise("04-compaction.md#append", "%s: the log of ten overwrites is short", EAGER))
        .isLessThan(10 * 19);
  }
}
