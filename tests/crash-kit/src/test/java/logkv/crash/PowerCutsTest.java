package logkv.crash;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import logkv.crash.disk.DiskImage;
import logkv.crash.disk.Faults;
import logkv.crash.disk.SimulatedDisk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PowerCutsTest {
  private final SimulatedDisk disk = SimulatedDisk.empty();
  private final DiskImage start = disk.image();

  @Test
  void every_state_of_a_file_that_is_written_and_forced_is_shown_once_per_cut() throws IOException {
    write("ab");

    Set<String> seen = new TreeSet<>();
    List<String> atTheEnd = new ArrayList<>();
    int last = disk.journal().size() - 1;
    long states = PowerCuts.of(start, disk.journal()).on(Disk.ORDERED).each((cut, image) -> {
      seen.add(contents(image));
      if (cut == last) {
        atTheEnd.add(contents(image));
      }
    });

    assertThat(seen).containsExactly("", "a", "ab", "no file");
    assertThat(atTheEnd).containsExactly("ab");
    assertThat(states).isGreaterThanOrEqualTo(5);
  }

  @Test
  void a_force_may_wait_for_the_test_while_others_use_the_disk() throws Exception {
    CountDownLatch waits = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    disk.faults(new Faults() {
      @Override
      public boolean met() {
        return false;
      }

      @Override
      public void beforeForce(String path) {
        waits.countDown();
        boolean interrupted = false;
        while (goOn.getCount() > 0) {
          try {
            goOn.await();
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
        assertThat(interrupted).isFalse();
      }
    });

    Thread writer = new Thread(() -> {
      try {
        write("ab");
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    });
    writer.start();
    waits.await();
    String meanwhile = Files.readString(file(disk));
    goOn.countDown();
    writer.join();

    assertThat(meanwhile).isEqualTo("ab");
  }

  private void write(String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file(disk), CREATE, WRITE)) {
      channel.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
      channel.force(true);
    }
    try (FileChannel directory = FileChannel.open(disk.directory(), READ)) {
      directory.force(true);
    }
  }

  private static String contents(DiskImage image) throws IOException {
    Path file = file(SimulatedDisk.holding(image));
    return Files.exists(file) ? Files.readString(file) : "no file";
  }

  private static Path file(SimulatedDisk disk) {
    return disk.directory().resolve("file");
  }
}
