package logkv;

import static java.nio.file.StandardOpenOption.WRITE;
import static logkv.Promise.promise;
import static logkv.Promise.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import logkv.crash.disk.Faults;
import logkv.crash.disk.SimulatedDisk;
import logkv.log.CorruptRecordException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A length is a number that somebody may have damaged; nobody asks for that much memory. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore("06-checksums.md#lengths")
class DamagedLengthTest {
  private static final String LENGTHS = "06-checksums.md#lengths";

  private static final int KEY_LENGTH_AT = 9;
  private static final int VALUE_LENGTH_AT = 13;
  private static final int[] DAMAGED = {
    50, 65_535, 1 << 20, 1 << 24, (1 << 24) + 1, 1 << 30, 2_000_000_000, Integer.MAX_VALUE, -1
  };

  @Test
  void a_length_is_compared_with_what_is_left_of_the_file_before_anything_is_read()
      throws IOException {
    for (int at : new int[] {KEY_LENGTH_AT, VALUE_LENGTH_AT}) {
      for (int length : DAMAGED) {
        Path directory = SimulatedDisk.empty().directory();
        writeDamagedLog(directory, at, length);
        requireRefused(directory, length);
      }
    }
  }

  @Test
  void a_good_length_that_points_behind_the_end_is_compared_too() throws IOException {
    Path directory = SimulatedDisk.empty().directory();
    try (LogStore store = LogStore.open(directory)) {
      store.put("k", "v".repeat(1 << 22));
    }
    try (FileChannel log = FileChannel.open(directory.resolve("data.log"), WRITE)) {
      log.truncate(100);
    }
    LongReads reads = new LongReads();
    SimulatedDisk.of(directory).faults(reads);

    try (LogStore store = LogStore.open(directory)) {
      assertThat(store.cutBytes())
          .as(promise(LENGTHS, "100 bytes of 4 MiB were written: torn, and cut off"))
          .isEqualTo(100);
    }
    assertThat(reads.longest)
        .as(promise(LENGTHS, "the file has 100 bytes: nobody reads more of it than that"))
        .isLessThanOrEqualTo(100);
    assertThat(Files.exists(directory.resolve("data.log.cut")))
        .as(promise("06-checksums.md#cutoff", "what is cut off is kept in data.log.cut"))
        .isTrue();
  }

  @Test
  @Tag("slow")
  void a_process_with_64_MB_of_memory_refuses_them_all(@TempDir Path directory) throws Exception {
    for (int length : DAMAGED) {
      writeDamagedLog(directory, VALUE_LENGTH_AT, length);

      assertThat(SmallProcess.opens(directory))
          .as(promise(
              LENGTHS,
              "a value length was damaged to %d, in a process with a heap of 64 MB",
              length))
          .contains("CorruptRecordException")
          .doesNotContain("OutOfMemoryError");
    }
  }

  /** Three records; one length of the first is {@code length}. */
  private static void writeDamagedLog(Path directory, int at, int length) throws IOException {
    Files.deleteIfExists(directory.resolve("data.log"));
    try (LogStore store = LogStore.open(directory)) {
      store.put("black", "earl");
      store.put("black", "assam");
      store.put("green", "sencha");
    }
    byte[] log = Files.readAllBytes(directory.resolve("data.log"));
    ByteBuffer.wrap(log).putInt(at, length);
    Files.write(directory.resolve("data.log"), log);
  }

  private static void requireRefused(Path directory, int length) {
    LongReads reads = new LongReads();
    SimulatedDisk.of(directory).faults(reads);
    Exception refusal;
    try {
      refusal = refusalOf(() -> LogStore.open(directory).close());
    } catch (OutOfMemoryError e) {
      throw new AssertionError(
          promise(
              LENGTHS, "the length %d was believed, and so much memory asked for: %s", length, e),
          e);
    }
    assertThat(reads.longest)
        .as(promise(
            LENGTHS,
            "a length was damaged to %d and the file has 81 bytes: nobody reads more than that",
            length))
        .isLessThanOrEqualTo(81);
    assertThat(refusal)
        .as(promise(
            LENGTHS,
            "a length was damaged to %d: compare it with what is left of the file before you read or"
                + " allocate. A whole record follows, so this is damage",
            length))
        .isInstanceOf(CorruptRecordException.class);
  }

  /** Notices how much a store wants to read at once. */
  private static final class LongReads implements Faults {
    private int longest;

    @Override
    public boolean met() {
      return false;
    }

    @Override
    public int onRead(String path, int length) {
      longest = Math.max(longest, length);
      return length;
    }
  }
}
