package logkv.crash.disk;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FaultsTest {
  private final SimulatedDisk disk = SimulatedDisk.empty();
  private final Path log = disk.directory().resolve("data.log");

  private FileChannel channel;

  @BeforeEach
  void open() throws IOException {
    channel = FileChannel.open(log, CREATE, READ, WRITE);
  }

  @AfterEach
  void close() throws IOException {
    channel.close();
  }

  @Test
  void without_a_fault_nothing_is_ever_met() throws IOException {
    disk.faults(Faults.NONE);

    assertThat(channel.write(bytes(9))).isEqualTo(9);
    assertThat(Faults.NONE.met()).isFalse();
  }

  @Test
  void a_short_write_moves_the_buffer_by_what_it_wrote() throws IOException {
    Faults faults = inject(Faults.shortWrites(4));
    ByteBuffer from = bytes(10);

    assertThat(channel.write(from)).isEqualTo(4);
    assertThat(from.remaining()).isEqualTo(6);
    assertThat(channel.write(from)).isEqualTo(4);
    assertThat(channel.write(from)).isEqualTo(2);
    assertThat(faults.met()).isTrue();
  }

  @Test
  void a_write_that_is_short_enough_does_not_meet_the_fault() throws IOException {
    Faults faults = inject(Faults.shortWrites(4));
    channel.write(bytes(4));

    assertThat(faults.met()).isFalse();
  }

  @Test
  void what_the_jdk_writes_for_a_program_arrives_whole_in_short_writes() throws IOException {
    inject(Faults.shortWrites(1));
    Files.writeString(log, "green tea");
    Files.copy(log, log.resolveSibling("copy"));

    assertThat(log).hasContent("green tea");
    assertThat(log.resolveSibling("copy")).hasContent("green tea");
  }

  @Test
  void a_short_read_gives_less_than_was_asked_for() throws IOException {
    channel.write(bytes(10));
    Faults faults = inject(Faults.shortReads(3));

    assertThat(channel.read(ByteBuffer.allocate(10), 0)).isEqualTo(3);
    assertThat(channel.read(ByteBuffer.allocate(10), 9)).isEqualTo(1);
    assertThat(channel.read(ByteBuffer.allocate(10), 10)).isEqualTo(-1);
    assertThat(faults.met()).isTrue();
  }

  @Test
  void the_write_that_fills_the_disk_is_short_and_the_next_one_fails() throws IOException {
    Faults faults = inject(Faults.diskFullAfter(7));

    assertThat(channel.write(bytes(5))).isEqualTo(5);
    assertThat(channel.write(bytes(5))).isEqualTo(2);
    assertThat(faults.met()).isFalse();
    assertThatThrownBy(() -> channel.write(bytes(5)))
        .isInstanceOf(FileSystemException.class)
        .hasMessage("/simulated-disk/db/data.log: No space left on device (simulated)");
    assertThat(faults.met()).isTrue();
    assertThat(channel.size()).isEqualTo(7);
  }

  @Test
  void after_a_failed_write_somebody_makes_room() throws IOException {
    inject(Faults.diskFullAfter(0));

    assertThatThrownBy(() -> channel.write(bytes(1))).isInstanceOf(IOException.class);
    assertThat(channel.write(bytes(5))).isEqualTo(5);
  }

  @Test
  void a_write_that_fails_writes_nothing_and_leaves_the_buffer_alone() throws IOException {
    Faults faults = inject(Faults.failWrite(1));
    channel.write(bytes(3));
    ByteBuffer from = bytes(5);

    assertThatThrownBy(() -> channel.write(from))
        .isInstanceOf(FileSystemException.class)
        .hasMessage("/simulated-disk/db/data.log: Input/output error (simulated)");
    assertThat(from.remaining()).isEqualTo(5);
    assertThat(channel.position()).isEqualTo(3);
    assertThat(channel.size()).isEqualTo(3);
    assertThat(faults.met()).isTrue();
  }

  @Test
  void a_failed_write_happens_once() throws IOException {
    inject(Faults.failWrite(0));

    assertThatThrownBy(() -> channel.write(bytes(3))).isInstanceOf(IOException.class);
    assertThat(channel.write(bytes(3))).isEqualTo(3);
  }

  @Test
  void only_writes_count_for_a_failing_write() throws IOException {
    Faults faults = inject(Faults.failWrite(0));
    channel.force(true);
    channel.truncate(0);
    Files.createFile(log.resolveSibling("more"));

    assertThat(faults.met()).isFalse();
  }

  @Test
  void a_failed_read_moves_nothing() throws IOException {
    channel.write(bytes(3));
    inject(Faults.failRead(0));
    ByteBuffer into = ByteBuffer.allocate(3);

    assertThatThrownBy(() -> channel.read(into, 0)).isInstanceOf(IOException.class);
    assertThat(into.position()).isZero();
    assertThat(channel.read(into, 0)).isEqualTo(3);
  }

  @Test
  void a_failed_force_leaves_what_the_program_sees() throws IOException {
    channel.write(bytes(3));
    Faults faults = inject(Faults.failForce(0));

    assertThatThrownBy(() -> channel.force(true)).isInstanceOf(IOException.class);
    assertThat(channel.size()).isEqualTo(3);
    assertThat(faults.met()).isTrue();
    channel.force(true);
  }

  @Test
  void the_force_of_a_directory_fails_like_any_other() throws IOException {
    inject(Faults.failForce(0));
    try (FileChannel directory = FileChannel.open(disk.directory(), READ)) {
      assertThatThrownBy(() -> directory.force(true)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void every_operation_of_a_program_can_fail() throws IOException {
    assertThat(sweep(Faults::failAnything))
        .containsExactly(
            "create failed",
            "write failed",
            "force failed",
            "truncate failed",
            "mkdir failed",
            "rename failed",
            "delete failed");
  }

  @Test
  void an_operation_that_fails_has_no_effect() throws IOException {
    Files.writeString(log, "tea");
    long before = disk.image().fingerprint();
    Path other = log.resolveSibling("other");

    assertNoEffect(before, () -> Files.createFile(other));
    assertNoEffect(before, () -> Files.createDirectory(other));
    assertNoEffect(before, () -> Files.move(log, other));
    assertNoEffect(before, () -> Files.delete(log));
    assertNoEffect(before, () -> channel.truncate(1));
    assertNoEffect(before, () -> channel.write(bytes(1)));
  }

  private interface Action {
    void run() throws IOException;
  }

  private void assertNoEffect(long fingerprint, Action action) {
    inject(Faults.failAnything(0));

    assertThatThrownBy(action::run).isInstanceOf(FileSystemException.class);
    assertThat(disk.image().fingerprint()).isEqualTo(fingerprint);
  }

  @Test
  void an_interrupt_lets_the_write_happen_and_closes_the_channel() throws IOException {
    Faults faults = inject(Faults.interrupt(0));

    assertThatThrownBy(() -> channel.write(bytes(3)))
        .isInstanceOf(ClosedByInterruptException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(faults.met()).isTrue();
    assertThat(channel.isOpen()).isFalse();
    assertThat(log).hasSize(3);
  }

  @Test
  void an_interrupt_during_a_rename_meets_the_next_use_of_a_channel() throws IOException {
    inject(Faults.interrupt(0));
    Files.move(log, log.resolveSibling("renamed"));

    assertThatThrownBy(() -> channel.write(bytes(3)))
        .isInstanceOf(ClosedByInterruptException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(log.resolveSibling("renamed")).hasSize(0);
  }

  @Test
  void an_interrupted_thread_writes_nothing_and_closes_the_channel_for_everybody()
      throws IOException {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> channel.write(bytes(3)))
        .isInstanceOf(ClosedByInterruptException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(log).hasSize(0);

    assertThatThrownBy(() -> channel.size())
        .isInstanceOf(ClosedChannelException.class)
        .isNotInstanceOf(ClosedByInterruptException.class);
  }

  @Test
  void faults_refuse_numbers_that_make_no_sense() {
    assertThatThrownBy(() -> Faults.shortWrites(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Faults.shortReads(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Faults.diskFullAfter(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Faults.failForce(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Runs the same program with fault 0, 1, 2 and so on, until it does not meet its fault. */
  private static List<String> sweep(IntFunction<Faults> nth) {
    List<String> stories = new ArrayList<>();
    for (int n = 0; ; n++) {
      Faults faults = nth.apply(n);
      String story = program(faults);
      if (!faults.met()) {
        assertThat(story).isEqualTo("finished");
        return stories;
      }
      stories.add(story);
    }
  }

  private static String program(Faults faults) {
    SimulatedDisk disk = SimulatedDisk.empty();
    disk.faults(faults);
    Path file = disk.directory().resolve("a");
    Path folder = disk.directory().resolve("folder");
    String now = "create";
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE)) {
      now = "write";
      channel.write(bytes(3));
      now = "force";
      channel.force(true);
      now = "truncate";
      channel.truncate(1);
      now = "mkdir";
      Files.createDirectory(folder);
      now = "rename";
      Files.move(file, folder.resolve("a"));
      now = "delete";
      Files.delete(folder.resolve("a"));
      return "finished";
    } catch (IOException e) {
      return now + " failed";
    }
  }

  private Faults inject(Faults faults) {
    disk.faults(faults);
    return faults;
  }

  private static ByteBuffer bytes(int length) {
    return ByteBuffer.allocate(length);
  }
}
