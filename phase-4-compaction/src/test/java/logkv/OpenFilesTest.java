package logkv;

import static logkv.Promise.promise;
import static logkv.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import logkv.log.CorruptRecordException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real disk, where a process may have only so many files open. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore("04-compaction.md#compact")
class OpenFilesTest {
  private static final String READ = "04-compaction.md#compact";
  private static final int ROUNDS = 100;

  @TempDir
  Path directory;

  @Test
  void a_hundred_compactions_leave_no_file_open() throws IOException {
    try (LogStore store = compactedOnce()) {
      long before = openFiles();
      for (int i = 0; i < ROUNDS; i++) {
        store.compact();
      }

      requireNoMoreOpenThan(
          before,
          "100 compactions: close the log that was replaced, and close the file aside before it is"
              + " renamed");
      assertThat(store.get("black"))
          .as(promise(READ, "the value came along every time"))
          .hasValue("assam");
    }
  }

  @Test
  void a_hundred_compactions_that_fail_leave_no_file_open() throws IOException {
    compactedOnce().close();
    long before = openFiles();
    for (int i = 0; i < ROUNDS; i++) {
      Path own = directory.resolve("store " + i); // from phase 5 on a store fails only once
      try (LogStore store = LogStore.open(own, CompactionPolicy.BY_HAND)) {
        store.put("black", "assam");
        damageTheRecord(own);
        refuses(
            store::compact,
            CorruptRecordException.class,
            promise(
                READ, "black cannot be read, so it cannot be copied: the exception goes through"));
      }
    }

    requireNoMoreOpenThan(
        before,
        "100 compactions that failed: close the file aside when copying throws, too. A"
            + " try-with-resources does");
  }

  @Test
  void a_hundred_openings_leave_no_file_open() throws IOException {
    compactedOnce().close();
    long before = openFiles();
    for (int i = 0; i < ROUNDS; i++) {
      LogStore store = LogStore.open(directory);
      if (i % 10 == 0) {
        store.compact();
      }
      store.close();
    }

    requireNoMoreOpenThan(before, "100 openings: close closes the log, compacted or not");
  }

  /** What the JVM itself opens for a first compaction is open behind this. */
  private LogStore compactedOnce() throws IOException {
    LogStore store = LogStore.open(directory, CompactionPolicy.BY_HAND);
    store.put("black", "assam");
    store.compact();
    return store;
  }

  private static void damageTheRecord(Path store) throws IOException {
    Path log = store.resolve("data.log");
    byte[] bytes = Files.readAllBytes(log);
    bytes[8] = 0; // the kind
    Files.write(log, bytes);
  }

  private static void requireNoMoreOpenThan(long before, String what) {
    assertThat(openFiles() - before)
        .as(promise(READ, "how many more files are open after %s", what))
        .isLessThan(ROUNDS / 2); // the JVM may open one or the other
  }

  /** How many files this process has open; always 0 on a system that does not tell. */
  private static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? system.getOpenFileDescriptorCount()
        : 0;
  }
}
