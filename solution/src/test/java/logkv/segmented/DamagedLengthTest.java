package logkv.segmented;

import static java.nio.charset.StandardCharsets.UTF_8;
import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import logkv.log.CorruptRecordException;
import logkv.segmented.format.SegmentHeader;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A length is believed only after its checksum: otherwise damage chooses how much memory is asked for. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DamagedLengthTest {
  private static final int KEY_LENGTH_AT = SegmentHeader.BYTES + 9;
  private static final int LENGTH_BYTES = 8; // of the key and of the value

  @TempDir
  Path directory;

  @Test
  void no_damaged_length_takes_more_memory_than_a_heap_of_64_MB_has() throws Exception {
    try (SegmentedStore store = SegmentedStore.open(directory)) {
      store.put(bytes("a"), bytes("1"));
      store.put(bytes("b"), bytes("2"));
    }
    Files.delete(Snapshot.file(directory));

    Process child = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            DamagedLengthTest.class.getName(),
            directory.toString())
        .redirectErrorStream(true)
        .start();
    String said = new String(child.getInputStream().readAllBytes(), UTF_8);

    assertThat(child.waitFor()).as(said).isZero();
    assertThat(said.lines()).hasSize(LENGTH_BYTES).allMatch("refused"::equals);
  }

  /** Damages each byte of the first record's lengths in turn, and opens the store in that state. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    Path segment = directory.resolve("0000000001.seg");
    byte[] whole = Files.readAllBytes(segment);
    for (int i = 0; i < LENGTH_BYTES; i++) {
      byte[] damaged = whole.clone();
      damaged[KEY_LENGTH_AT + i] ^= 0x7F;
      Files.write(segment, damaged);
      try (SegmentedStore store = SegmentedStore.open(directory)) {
        System.out.println("opened with " + store.size() + " keys");
      } catch (CorruptRecordException e) {
        System.out.println("refused");
      }
    }
  }
}
