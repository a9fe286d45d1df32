package logkv.log;

import static logkv.Promise.promise;
import static logkv.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import logkv.Journal;
import logkv.ReadMore;
import logkv.crash.OnSimulatedDisk;
import logkv.crash.disk.Faults;
import logkv.crash.disk.SimulatedDisk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that are still there after a power cut. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore(DirectoriesTest.FORCE)
class DirectoriesTest {
  static final String FORCE = "05-recovery.md#force";
  private static final int TIMES = 100;

  @TempDir(factory = OnSimulatedDisk.class)
  Path directory;

  @TempDir
  Path realDirectory;

  @Test
  void force_forces_the_directory_itself() throws IOException {
    Files.createFile(directory.resolve("data.log"));
    Journal journal = Journal.of(directory);
    Directories.force(directory);

    assertThat(journal.operations())
        .as(promise(FORCE, "one force, of the directory and of nothing in it"))
        .containsExactly("force the names in db");
  }

  @Test
  void each_new_directory_is_durable_in_the_one_above() throws IOException {
    Journal journal = Journal.of(directory);
    Directories.create(directory.resolve("tea/shop"));

    assertThat(journal.operations())
        .as(promise(FORCE, "a name lives in the directory above: that one is forced"))
        .containsExactly(
            "make the directory tea",
            "force the names in db",
            "make the directory shop",
            "force the names in tea");
  }

  @Test
  void a_force_that_fails_is_not_hidden() {
    SimulatedDisk.of(directory).faults(Faults.failForce(0));

    refuses(
        () -> Directories.force(directory),
        IOException.class,
        promise(FORCE, "nobody knows which names are durable: the IOException goes through"));
  }

  @Test
  void a_directory_that_is_not_there_is_not_created() {
    Path missing = directory.resolve("missing");

    refuses(
        () -> Directories.force(missing),
        IOException.class,
        promise(FORCE, "there is nothing to force"));
    assertThat(missing).as(promise(FORCE, "it is opened for reading only")).doesNotExist();
  }

  @Test
  void it_works_on_a_real_disk_and_leaves_nothing_open() throws IOException {
    Directories.force(realDirectory); // what the JVM opens for the first one stays open
    long before = openFiles();
    for (int i = 0; i < TIMES; i++) {
      Directories.force(realDirectory);
    }

    assertThat(openFiles() - before)
        .as(promise(FORCE, "more files are open than %d forces ago: close the channel", TIMES))
        .isLessThan(TIMES / 2);
  }

  /** How many files this process has open; always 0 on a system that does not tell. */
  private static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? system.getOpenFileDescriptorCount()
        : 0;
  }
}
