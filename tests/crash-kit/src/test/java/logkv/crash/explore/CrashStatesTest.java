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
import java.util.ArrayList;
import java.util.List;
import logkv.crash.Disk;
import logkv.crash.disk.DiskImage;
import logkv.crash.disk.Faults;
import logkv.crash.disk.JournalEntry;
import logkv.crash.disk.SimulatedDisk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Which states are tried, in which order, and which the model forbids. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CrashStatesTest {
  private final SimulatedDisk disk = SimulatedDisk.empty();
  private final DiskImage start = disk.image();
  private final Path directory = disk.directory();
  private final Path a = directory.resolve("a");
  private final Path b = directory.resolve("b");

  @Test
  void nothing_lost_comes_first_then_one_effect_then_a_torn_write_then_more() throws IOException {
    write(a, 0, "xy");

    assertThat(images(Disk.STRICT))
        .containsExactly("a=xy", "a=", "", "a=00", "a=??", "a=x", "a=x0", "a=x?", "");
  }

  @Test
  void a_killed_process_leaves_one_state() throws IOException {
    write(a, 0, "xy");

    assertThat(images(Disk.PROCESS_KILL)).containsExactly("a=xy");
  }

  @Test
  void six_effects_are_lost_in_every_combination() throws IOException {
    for (String name : "abcdef".split("")) {
      Files.createFile(directory.resolve(name));
    }

    assertThat(images(Disk.STRICT)).hasSize(64).doesNotHaveDuplicates();
    assertThat(images(Disk.ORDERED)).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void among_many_effects_all_bytes_are_lost_and_no_name() throws IOException {
    for (String name : "abcde".split("")) {
      write(directory.resolve(name), 0, "x");
    }

    assertThat(images(Disk.STRICT)).contains("a= b= c= d= e=");
  }

  @Test
  void a_truncation_may_be_lost() throws IOException {
    write(a, 0, "xy");
    force(a);
    forceDirectory(directory);
    try (FileChannel channel = FileChannel.open(a, WRITE)) {
      channel.truncate(1);
    }

    assertThat(images(Disk.STRICT)).containsExactly("a=x", "a=xy");
  }

  @Test
  void a_name_that_is_given_again_was_given_up_before() throws IOException {
    write(a, 0, "x");
    write(b, 0, "y");
    force(a);
    force(b);
    forceDirectory(directory);
    Files.move(a, directory.resolve("c"));
    Files.move(b, a);

    assertThat(images(Disk.STRICT)).containsExactly("a=y c=x", "b=y c=x", "a=x b=y");
  }

  @Test
  void a_forced_directory_brings_along_what_its_names_came_from() throws IOException {
    Path other = Files.createDirectory(directory.resolve("other"));
    forceDirectory(directory);
    write(a, 0, "x");
    force(a);
    Files.move(a, other.resolve("b"));
    forceDirectory(other);

    assertThat(images(Disk.STRICT)).containsExactly("b=x");
  }

  @Test
  void bytes_in_limbo_may_be_lost_before_later_ones_even_where_order_is_kept() throws IOException {
    failToForce(a, "x");
    write(a, 1, "y");

    assertThat(images(Disk.ORDERED)).contains("a=xy", "a=0y", "a=x", "a=");
  }

  @Test
  void among_many_effects_none_is_lost_that_was_forced_behind_limbo() throws IOException {
    failToForce(a, "x");
    write(a, 1, "y");
    force(a);
    forceDirectory(directory);
    for (String name : "bcdefghij".split("")) {
      Files.createFile(directory.resolve(name));
    }

    assertThat(images(Disk.STRICT)).allMatch(files -> files.matches("a=[x0]y.*"));
  }

  @Test
  void a_long_write_is_torn_in_its_header_at_sectors_and_in_between() throws IOException {
    write(a, 0, "x".repeat(600));

    assertThat(states(Disk.ORDERED).stream().filter(CrashState::isTorn).map(CrashState::cut))
        .containsExactly(1, 2, 4, 8, 12, 16, 17, 20, 24, 150, 300, 450, 512, 599);
  }

  private void failToForce(Path file, String text) throws IOException {
    write(file, 0, text);
    disk.faults(Faults.failForce(0));
    assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> force(file));
    disk.faults(Faults.NONE);
  }

  private static void write(Path file, long offset, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE)) {
      channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)), offset);
    }
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, WRITE)) {
      channel.force(true);
    }
  }

  private static void forceDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, READ)) {
      channel.force(true);
    }
  }

  private Replay replay(Disk kind) {
    Replay replay = new Replay(start, kind);
    disk.journal().forEach(replay::apply);
    return replay;
  }

  private List<CrashState> states(Disk kind) {
    List<JournalEntry> journal = disk.journal();
    return CrashStates.after(journal.get(journal.size() - 1), replay(kind));
  }

  private List<String> images(Disk kind) throws IOException {
    Replay replay = replay(kind);
    List<String> images = new ArrayList<>();
    for (CrashState state : states(kind)) {
      images.add(ReplayTest.describe(replay.image(state)));
    }
    return images;
  }
}
