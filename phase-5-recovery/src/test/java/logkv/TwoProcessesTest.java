package logkv;

import static logkv.Promise.promise;
import static logkv.Refusal.permits;
import static logkv.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import logkv.log.StoreLockedException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No simulation: two real processes, one directory. */
@Tag("slow")
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore(TwoProcessesTest.OPEN)
class TwoProcessesTest {
  static final String OPEN = "05-recovery.md#open";

  @TempDir
  Path directory;

  @Test
  void another_process_is_refused_as_long_as_this_one_has_the_store_open() throws IOException {
    try (LogStore store = LogStore.open(directory)) {
      store.put("black", "earl");
      requireOtherIsRefused("this process has the store open");

      refuses(
          () -> LogStore.open(directory).close(),
          StoreLockedException.class,
          promise(OPEN, "a second store in this process is refused"));
      requireOtherIsRefused(
          "somebody in this process was refused. If LOCK was opened for that, closing it again has"
              + " given up the lock of the whole process: ask the list first");

      store.compact();
      requireOtherIsRefused("the store was compacted");
    }
    try (OtherProcess other = OtherProcess.opening(directory)) {
      assertThat(other.hasOpened())
          .as(promise(
              OPEN, "this process has closed the store; the other said \"%s\"", other.said()))
          .isTrue();
    }
  }

  @Test
  void this_process_is_refused_until_the_other_is_dead() throws IOException {
    try (OtherProcess other = OtherProcess.opening(directory)) {
      Exception refusal = refuses(
          () -> LogStore.open(directory).close(),
          StoreLockedException.class,
          promise(OPEN, "another process has the store open, and it said who it is"));
      assertThat(refusal)
          .as(promise(OPEN, "the refusal says which process that is"))
          .hasMessageContaining("process " + other.pid());
    }
    permits(
        () -> LogStore.open(directory).close(),
        promise(OPEN, "the other process was killed; its lock is gone, and the file LOCK is not"));
  }

  private void requireOtherIsRefused(String what) throws IOException {
    try (OtherProcess other = OtherProcess.opening(directory)) {
      assertThat(other.said())
          .as(promise(OPEN, "%s: another process is refused, and told by whom", what))
          .startsWith("locked: ")
          .contains("process " + ProcessHandle.current().pid());
    }
  }
}
