package logkv.log;

import static logkv.Promise.promise;
import static logkv.Refusal.permits;
import static logkv.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import logkv.ReadMore;
import logkv.crash.OnSimulatedDisk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has the lock, who is refused, and that nobody is refused for a file that lies about. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore(StoreLockTest.ACQUIRE)
class StoreLockTest {
  static final String ACQUIRE = "05-recovery.md#acquire";

  @TempDir(factory = OnSimulatedDisk.class)
  Path directory;

  @Test
  void the_second_one_is_refused_and_told_who_was_first() throws IOException {
    try (StoreLock first = StoreLock.acquire(directory)) {
      requireLock(first);
      requireLocked(directory);
    }
  }

  @Test
  void who_closes_it_lets_the_next_one_in() throws IOException {
    for (int i = 0; i < 3; i++) {
      StoreLock lock = StoreLock.acquire(directory);
      requireLock(lock);
      requireLocked(directory);
      lock.close();
    }
  }

  @Test
  void closing_it_twice_does_not_take_it_from_the_next_one() throws IOException {
    StoreLock first = StoreLock.acquire(directory);
    requireLock(first);
    first.close();
    try (StoreLock second = StoreLock.acquire(directory)) {
      requireLock(second);
      first.close();
      requireLocked(directory);
    }
  }

  @Test
  void another_way_to_the_same_directory_is_refused_too() throws IOException {
    Files.createDirectory(directory.resolve("tea"));
    try (StoreLock first = StoreLock.acquire(directory)) {
      requireLock(first);
      requireLocked(directory.resolve("tea/.."));
    }
  }

  @Test
  void two_directories_have_two_locks() throws IOException {
    Path other = Files.createDirectory(directory.resolve("other"));
    try (StoreLock one = StoreLock.acquire(directory);
        StoreLock two = StoreLock.acquire(other)) {
      requireLock(one);
      assertThat(one).as(promise(ACQUIRE, "each store has a lock of its own")).isNotSameAs(two);
    }
  }

  @Test
  void a_lock_file_that_somebody_left_means_nothing() throws IOException {
    for (String left : new String[] {"", "process 1", "process 999999999", "\0\0\0", "Grüße"}) {
      Files.writeString(directory.resolve("LOCK"), left);

      permits(
          () -> StoreLock.acquire(directory).close(),
          promise(
              ACQUIRE,
              "a file LOCK lies there, as after a crash, and holds \"%s\". Nobody has it locked, so"
                  + " that it exists means nothing",
              left.replace('\0', '?')));
    }
  }

  @Test
  void the_system_is_asked_for_a_lock_too() throws IOException {
    try (StoreLock lock = StoreLock.acquire(directory);
        FileChannel again = FileChannel.open(directory.resolve("LOCK"), StandardOpenOption.WRITE)) {
      requireLock(lock);
      refuses(
          again::tryLock,
          OverlappingFileLockException.class,
          promise(
              ACQUIRE, "the list of this process keeps no other process out: lock the file LOCK"));
    }
  }

  @Test
  void who_could_not_get_it_does_not_hold_it() throws IOException {
    Path inTheWay = Files.createDirectory(directory.resolve("LOCK"));
    refuses(
        () -> StoreLock.acquire(directory),
        IOException.class,
        promise(ACQUIRE, "a directory called LOCK cannot be locked"));
    Files.delete(inTheWay);

    permits(
        () -> StoreLock.acquire(directory).close(),
        promise(
            ACQUIRE, "whoever fails to lock the file must be struck off the list of this process"));
  }

  private static void requireLock(StoreLock lock) {
    assertThat(lock)
        .withFailMessage(promise(ACQUIRE, "acquire returned null; a lock was promised"))
        .isNotNull();
  }

  private static void requireLocked(Path directory) {
    Exception refusal = refuses(
        () -> StoreLock.acquire(directory).close(),
        StoreLockedException.class,
        promise(
            ACQUIRE,
            "somebody in this process holds the lock of %s: StoreLockedException, from the list of"
                + " this class, before the file LOCK is touched",
            directory));
    assertThat(refusal)
        .as(promise(ACQUIRE, "the refusal names the directory, and who has it open: this process"))
        .hasMessageContaining(directory.toString())
        .hasMessageContaining("this process");
  }
}
