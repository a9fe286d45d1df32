package logkv;

import static logkv.Promise.promise;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real disk, where a process may have only so many files open. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OpenFilesTest {
  private static final int COMPACTIONS = 100;

  @TempDir
  Path directory;

  @Test
  void a_hundred_compactions_leave_no_file_open() throws IOException {
    try (LogStore store = LogStore.open(directory, CompactionPolicy.BY_HAND)) {
      store.put("black", "assam");
      store.compact(); // what the JVM opens for the first one stays open
      long before = openFiles();
      for (int i = 0; i < COMPACTIONS; i++) {
        store.compact();
      }

      assertThat(openFiles() - before)
          .as(promise(
              "04-compaction.md#compact",
              "more files are open than before %d compactions: close the log that was replaced,"
                  + " and close the file aside before it is renamed",
              COMPACTIONS))
          .isLessThan(COMPACTIONS / 2); // the JVM may open one or the other of its own
      assertThat(store.get("black"))
          .as(promise("04-compaction.md#compact", "the value came along every time"))
          .hasValue("assam");
    }
  }

  /** How many files this process has open; always 0 on a system that does not tell. */
  private static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? system.getOpenFileDescriptorCount()
        : 0;
  }
}
