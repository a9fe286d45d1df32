package logkv.crash.explore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import logkv.crash.Disk;
import logkv.crash.disk.DiskImage;
import logkv.crash.disk.Faults;
import logkv.crash.disk.JournalEntry;
import logkv.crash.disk.SimulatedDisk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What the strict disk may hold after a crash behind the last operation, file by file. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReplayTest {
  private final SimulatedDisk disk = SimulatedDisk.empty();
  private final DiskImage start = disk.image();
  private final Path a = disk.directory().resolve("a");

  @Test
  void a_new_file_may_be_missing_or_empty_or_hold_zeros_or_garbage() throws IOException {
    write(a, "x");

    assertThat(states()).containsExactly("", "a=", "a=0", "a=?", "a=x");
  }

  @Test
  void a_forced_file_may_still_be_without_a_name() throws IOException {
    force(a, "x");

    assertThat(states()).containsExactly("", "a=x");
  }

  @Test
  void a_forced_file_with_a_forced_name_stays() throws IOException {
    force(a, "x");
    forceDirectory();

    assertThat(states()).containsExactly("a=x");
  }

  @Test
  void a_file_that_was_renamed_keeps_its_bytes_when_its_old_name_is_used_again()
      throws IOException {
    force(a, "x");
    forceDirectory();
    Files.move(a, disk.directory().resolve("b"));
    force(a, "y");

    assertThat(states()).containsExactly("a=x", "a=y b=x", "b=x");
  }

  @Test
  void what_was_forced_over_bytes_in_limbo_is_what_is_read() throws IOException {
    forceDirectoryOfNew(a);
    disk.faults(Faults.failForce(0));
    assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> force(a, "xx"));
    disk.faults(Faults.NONE);
    force(a, "y");

    assertThat(states()).containsExactly("a=y", "a=yx");
  }

  @Test
  void among_many_effects_the_same_few_are_lost_every_time() throws IOException {
    for (String name : "abcdefghij".split("")) {
      Files.createFile(disk.directory().resolve(name));
    }
    Set<String> states = states();

    assertThat(states)
        .hasSizeBetween(40, 100)
        .contains("", "a=", "j=", "a= b= c= d= e= f= g= h= i=", "b= c= d= e= f= g= h= i= j=")
        .isEqualTo(states());
  }

  private void forceDirectoryOfNew(Path file) throws IOException {
    Files.createFile(file);
    forceDirectory();
  }

  private static void write(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE)) {
      channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }
  }

  private static void force(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE)) {
      channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
      channel.force(true);
    }
  }

  private void forceDirectory() throws IOException {
    try (FileChannel channel = FileChannel.open(disk.directory(), READ)) {
      channel.force(true);
    }
  }

  /** Returns each state as {@code a=x b=y}, 0 for a zero byte, ? for a byte of garbage. */
  private Set<String> states() throws IOException {
    Replay replay = new Replay(start, Disk.STRICT);
    JournalEntry last = null;
    for (JournalEntry entry : disk.journal()) {
      replay.apply(entry);
      last = entry;
    }
    Set<String> states = new TreeSet<>();
    for (CrashState state : CrashStates.after(last, replay)) {
      states.add(describe(replay.image(state)));
    }
    return states;
  }

  static String describe(DiskImage image) throws IOException {
    StringBuilder files = new StringBuilder();
    for (String path : image.listing().keySet()) {
      String bytes =
          new String(image.bytes(path), UTF_8).replace('\0', '0').replaceAll("[^xy0]", "?");
      files
          .append(" ")
          .append(path.substring(path.lastIndexOf('/') + 1))
          .append("=")
          .append(bytes);
    }
    return files.isEmpty() ? "" : files.substring(1);
  }
}
