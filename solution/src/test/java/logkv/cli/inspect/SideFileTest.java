package logkv.cli.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import logkv.cli.inspect.SideFile.Position;
import logkv.segmented.index.BloomFilter;
import logkv.segmented.index.KeyHash;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that the store can do without are read as carefully as those that it cannot. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SideFileTest {
  @TempDir
  Path directory;

  @Test
  void a_snapshot_tells_its_keys_and_its_position() throws IOException {
    SideFile snapshot = read("index.snapshot", SnapshotBytes.upTo(7, 1234));

    assertThat(snapshot.summary()).isEqualTo("index of 2 keys, as of 0000000007.seg at 1234");
    assertThat(snapshot.position()).hasValue(new Position(7, 1234));
    assertThat(snapshot.damage()).isEmpty();
  }

  @Test
  void whatever_byte_of_a_snapshot_is_wrong_it_is_damaged() throws IOException {
    byte[] whole = SnapshotBytes.upTo(7, 1234);
    // Version and magic are not covered by the checksum, and the tables are one like the other.
    for (int i = 12; i < whole.length; i += i < 200 ? 1 : 37) {
      assertThat(read("index.snapshot", flipped(whole, i)).damage())
          .as("byte %d", i)
          .isPresent();
    }
    for (int length = 0; length < whole.length; length += length < 200 ? 1 : 37) {
      assertThat(read("index.snapshot", Arrays.copyOf(whole, length)).damage())
          .as("length %d", length)
          .isPresent();
    }
  }

  @Test
  void whatever_byte_of_a_filter_is_wrong_it_is_damaged() throws IOException {
    byte[] whole = filter();
    assertThat(read("1.bloom", whole).damage()).isEmpty();
    for (int i = 0; i < whole.length; i++) {
      assertThat(read("1.bloom", flipped(whole, i)).damage()).as("byte %d", i).isPresent();
      assertThat(read("1.bloom", Arrays.copyOf(whole, i)).damage())
          .as("length %d", i)
          .isPresent();
    }
  }

  @Test
  void a_snapshot_of_a_later_version_is_not_guessed_at() throws IOException {
    byte[] later = SnapshotBytes.upTo(7, 1234);
    later[8] = 2;

    SideFile snapshot = read("index.snapshot", later);
    assertThat(snapshot.summary())
        .isEqualTo("index snapshot of version 2, which this program does not know");
    assertThat(snapshot.position()).isEmpty();
  }

  private SideFile read(String name, byte[] bytes) throws IOException {
    return SideFile.of(Files.write(directory.resolve(name), bytes));
  }

  private static byte[] filter() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BloomFilter.of(new long[] {KeyHash.of("tea".getBytes(UTF_8))}, 1, 10)
        .writeTo(Channels.newChannel(bytes), 0x1234);
    return bytes.toByteArray();
  }

  private static byte[] flipped(byte[] bytes, int i) {
    byte[] copy = bytes.clone();
    copy[i] ^= 1;
    return copy;
  }
}
