package logkv.crash.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What channels do beyond the calls that {@link DifferentialTest} compares. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ChannelTest {
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
  void a_gap_that_nobody_wrote_reads_as_zeros() throws IOException {
    channel.write(text("abcdef"));
    channel.truncate(2);
    channel.write(text("z"), 4);

    assertThat(contents()).containsExactly('a', 'b', 0, 0, 'z');
  }

  @Test
  void bytes_are_transferred_to_and_from_other_channels() throws IOException {
    channel.write(text("green tea"));
    try (FileChannel copy = FileChannel.open(log.resolveSibling("copy"), CREATE, READ, WRITE)) {
      assertThat(channel.transferTo(6, 100, copy)).isEqualTo(3);
      assertThat(copy.transferFrom(Channels.newChannel(System.in), 99, 5)).isZero();
      channel.position(0);
      assertThat(copy.transferFrom(channel, 3, 5)).isEqualTo(5);
    }

    assertThat(log.resolveSibling("copy")).hasContent("teagreen");
  }

  @Test
  void a_transfer_longer_than_a_buffer_arrives_whole() throws IOException {
    channel.write(ByteBuffer.allocate(50_000));
    try (FileChannel copy = FileChannel.open(log.resolveSibling("copy"), CREATE, WRITE)) {
      assertThat(channel.transferTo(0, 50_000, copy)).isEqualTo(50_000);
    }

    assertThat(log.resolveSibling("copy")).hasSize(50_000);
  }

  @Test
  void a_channel_does_only_what_it_was_opened_for() throws IOException {
    try (FileChannel reader = FileChannel.open(log, READ);
        FileChannel writer = FileChannel.open(log, WRITE)) {
      assertThatThrownBy(() -> reader.write(text("x")))
          .isInstanceOf(NonWritableChannelException.class);
      assertThatThrownBy(() -> reader.truncate(0)).isInstanceOf(NonWritableChannelException.class);
      assertThatThrownBy(() -> writer.read(ByteBuffer.allocate(1)))
          .isInstanceOf(NonReadableChannelException.class);
    }
  }

  @Test
  void a_closed_channel_does_nothing() throws IOException {
    channel.close();

    assertClosed(() -> channel.write(text("x")));
    assertClosed(() -> channel.write(text("x"), 0));
    assertClosed(() -> channel.read(ByteBuffer.allocate(1)));
    assertClosed(() -> channel.read(ByteBuffer.allocate(1), 0));
    assertClosed(() -> channel.size());
    assertClosed(() -> channel.position());
    assertClosed(() -> channel.position(1));
    assertClosed(() -> channel.truncate(1));
    assertClosed(() -> channel.force(true));
    assertClosed(() -> channel.tryLock());
  }

  private static void assertClosed(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void numbers_below_zero_are_refused() {
    assertRefused(() -> channel.write(text("x"), -1));
    assertRefused(() -> channel.read(ByteBuffer.allocate(1), -1));
    assertRefused(() -> channel.position(-1));
    assertRefused(() -> channel.truncate(-1));
    assertRefused(() -> channel.read(ByteBuffer.allocate(1).asReadOnlyBuffer()));
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_interrupt_of_one_thread_closes_the_channel_for_all() throws Exception {
    CountDownLatch used = new CountDownLatch(1);
    Thread reader = new Thread(() -> {
      try {
        while (true) {
          channel.read(ByteBuffer.allocate(1), 0);
          used.countDown();
        }
      } catch (IOException e) {
        // the interrupt
      }
    });
    reader.start();
    used.await();
    reader.interrupt();
    reader.join();

    assertThat(channel.isOpen()).isFalse();
    assertClosed(() -> channel.size());
  }

  @Test
  void several_threads_lose_no_write() throws Exception {
    Thread[] writers = new Thread[4];
    for (int i = 0; i < writers.length; i++) {
      int first = i;
      writers[i] = new Thread(() -> writeEveryFourth(first));
      writers[i].start();
    }
    for (Thread writer : writers) {
      writer.join();
    }

    assertThat(contents()).hasSize(1000).doesNotContain(0);
    assertThat(disk.journal()).hasSize(1 + 1000);
    assertThat(disk.journal()).extracting(JournalEntry::number).isSorted().doesNotHaveDuplicates();
  }

  private void writeEveryFourth(int first) {
    try {
      for (int offset = first; offset < 1000; offset += 4) {
        channel.write(text("x"), offset);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Nested
  @DisplayNameGeneration(ReplaceUnderscores.class)
  class a_lock {

    @Test
    void keeps_other_channels_out_until_it_is_released() throws IOException {
      try (FileChannel other = FileChannel.open(log, WRITE)) {
        FileLock lock = channel.lock();
        assertThatThrownBy(other::tryLock).isInstanceOf(OverlappingFileLockException.class);
        lock.release();

        assertThat(lock.isValid()).isFalse();
        assertThat(other.tryLock().isValid()).isTrue();
      }
    }

    @Test
    void is_given_up_when_its_channel_is_closed() throws IOException {
      FileLock lock = channel.lock();
      channel.close();

      assertThat(lock.isValid()).isFalse();
      try (FileChannel other = FileChannel.open(log, WRITE)) {
        assertThat(other.tryLock()).isNotNull();
      }
    }

    @Test
    void covers_a_part_of_the_file() throws IOException {
      channel.lock(0, 10, false);

      assertThat(channel.tryLock(10, 10, true)).isNotNull();
      assertThatThrownBy(() -> channel.tryLock(9, 1, true))
          .isInstanceOf(OverlappingFileLockException.class);
    }

    @Test
    void is_gone_after_a_crash() throws IOException {
      channel.lock();
      Path mounted = SimulatedDisk.holding(disk.image()).directory().resolve("data.log");
      try (FileChannel other = FileChannel.open(mounted, WRITE)) {
        assertThat(other.tryLock()).isNotNull();
      }
    }

    @Test
    void belongs_to_the_file_and_not_to_its_name() throws IOException {
      channel.lock();
      Files.delete(log);
      try (FileChannel other = FileChannel.open(log, CREATE, WRITE)) {
        assertThat(other.tryLock()).isNotNull();
      }
    }

    @Test
    void needs_a_channel_that_may_do_what_it_locks() throws IOException {
      try (FileChannel reader = FileChannel.open(log, READ);
          FileChannel writer = FileChannel.open(log, WRITE)) {
        assertThatThrownBy(reader::tryLock).isInstanceOf(NonWritableChannelException.class);
        assertThatThrownBy(() -> writer.tryLock(0, 1, true))
            .isInstanceOf(NonReadableChannelException.class);
      }
    }
  }

  private byte[] contents() throws IOException {
    return disk.image().bytes("/simulated-disk/db/data.log");
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}
