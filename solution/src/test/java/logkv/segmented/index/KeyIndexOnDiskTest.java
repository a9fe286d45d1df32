package logkv.segmented.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An index as bytes. That it goes on as before is a property of {@link KeyIndexProperties}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyIndexOnDiskTest {
  private static final int NUMBER_OF_STRIPES = 4;
  private static final int HEADER_OF_A_TABLE = 12;
  private static final int SLOT = 12;

  /** Files depend on it. */
  @Test
  void its_bytes_are_these() throws IOException {
    KeyIndex index = new KeyIndex();
    index.put(0x00_000000_80000000L, 0x0102030405060708L, location -> true);

    byte[] bytes = bytesOf(index);

    int tags = NUMBER_OF_STRIPES + HEADER_OF_A_TABLE;
    int locations = tags + 16 * 4;
    assertThat(hex(bytes, 0, tags)).isEqualTo("00010000" + "10000000" + "01000000" + "01000000");
    assertThat(hex(bytes, tags + 8 * 4, 4))
        .isEqualTo("00000080"); // half of 2^32: half of the slots
    assertThat(hex(bytes, locations + 8 * 8, 8)).isEqualTo("0807060504030201");
    assertThat(bytes)
        .hasSize(
            NUMBER_OF_STRIPES + (HEADER_OF_A_TABLE + 16 * SLOT) + 255 * (HEADER_OF_A_TABLE + SLOT));
  }

  @Test
  void it_is_read_from_the_position_of_the_source_which_moves_behind_it() throws IOException {
    byte[] bytes = bytesOf(someIndex());
    ByteBuffer source =
        ByteBuffer.allocate(bytes.length + 30).position(10).put(bytes).flip();

    assertThat(KeyIndex.readFrom(source.position(10))).isPresent();
    assertThat(source.position()).isEqualTo(10 + bytes.length);
    assertThat(source.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
  }

  @Test
  void it_is_written_whole_to_a_sink_that_takes_few_bytes_at_a_time() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    someIndex().image().writeTo(new Sluggish(Channels.newChannel(bytes)));

    assertThat(bytes.toByteArray()).isEqualTo(bytesOf(someIndex()));
  }

  @Test
  void a_sink_that_fails_is_heard_of() {
    WritableByteChannel closed = Channels.newChannel(new ByteArrayOutputStream());

    assertThatThrownBy(() -> {
          closed.close();
          someIndex().image().writeTo(closed);
        })
        .isInstanceOf(IOException.class);
  }

  @Test
  void no_part_of_it_is_taken_for_the_whole() throws IOException {
    byte[] bytes = bytesOf(someIndex());

    for (int length = 0; length < bytes.length; length++) {
      ByteBuffer part = ByteBuffer.wrap(bytes, 0, length);
      assertThat(KeyIndex.readFrom(part)).as("%d bytes", length).isEmpty();
      assertThat(part.position()).isZero();
    }
  }

  /** Offsets of the drawings. The first table has 16 slots, of which one is taken. */
  @ParameterizedTest
  @CsvSource({
    "0, 255", // stripes
    "0, 0x7FFFFFFF",
    "4, 0", // capacity
    "4, -1",
    "208, 0", // capacity of the second table, of which nothing is taken
    "208, -1",
    "4, 0x7FFFFFFF",
    "4, 0x10000010", // 16, if the bytes are counted in 32 bits: times 12, the upper digit is gone
    "8, 13", // taken
    "8, 0", // fewer than keys
    "8, -1",
    "12, 2", // keys, more than taken
    "12, -1"
  })
  void impossible_numbers_are_refused(int offset, String value) throws IOException {
    KeyIndex index = new KeyIndex();
    index.put(0, 5, location -> true);
    byte[] bytes = bytesOf(index);
    assertThat(read(bytes)).isPresent();

    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, Integer.decode(value));

    assertThat(read(bytes)).isEmpty();
  }

  @Test
  void a_table_without_a_free_slot_is_refused_because_no_search_would_end_there()
      throws IOException {
    byte[] bytes = bytesOf(new KeyIndex());

    bytes[NUMBER_OF_STRIPES + HEADER_OF_A_TABLE] = 1; // the tag of the only slot

    assertThat(read(bytes)).isEmpty();
  }

  /** The checksum of the file around it should have noticed; but every question has an answer. */
  @Test
  void an_index_of_damaged_bytes_never_hangs_or_throws() throws IOException {
    Random random = new Random(20261120);
    byte[] bytes = bytesOf(someIndex());

    for (int i = 0; i < 1_000; i++) {
      byte[] damaged = bytes.clone();
      for (int n = 0; n < 50; n++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      Optional<KeyIndex> index = read(damaged);
      if (index.isPresent()) {
        for (long key = 0; key < 300; key++) {
          index.get().find(key << 56, location -> false);
          assertThat(index.get().holds(key << 56 | key, -1)).isFalse();
        }
      }
    }
  }

  @Test
  void an_image_stays_as_it_is_whatever_becomes_of_the_index() throws IOException {
    KeyIndex index = someIndex();
    long known = new Random(20261120).longs(300).toArray()[0];
    List<Change> changes = List.of(
        () -> index.put(77L << 56 | 5, 1_000, location -> false), // its stripe may have to grow
        () -> index.put(known, 2_000, location -> true),
        () -> index.move(known, 2_000, 3_000),
        () -> index.remove(known, location -> true),
        () -> index.removeAll(location -> location % 2 == 0));

    for (Change change : changes) {
      byte[] before = bytesOf(index);
      KeyIndex.Image image = index.image();

      change.make();

      assertThat(bytesOf(index)).isNotEqualTo(before);
      assertThat(bytesOf(image)).isEqualTo(before).hasSize((int) image.bytes());
    }
  }

  @FunctionalInterface
  private interface Change {
    void make() throws IOException;
  }

  private static KeyIndex someIndex() throws IOException {
    KeyIndex index = new KeyIndex();
    long[] hashes = new Random(20261120).longs(300).toArray();
    for (int i = 0; i < hashes.length; i++) {
      index.put(hashes[i], i + 1, location -> false);
    }
    return index;
  }

  private static byte[] bytesOf(KeyIndex index) throws IOException {
    return bytesOf(index.image());
  }

  private static byte[] bytesOf(KeyIndex.Image image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    image.writeTo(Channels.newChannel(bytes));
    return bytes.toByteArray();
  }

  private static Optional<KeyIndex> read(byte[] bytes) {
    return KeyIndex.readFrom(ByteBuffer.wrap(bytes));
  }

  private static String hex(byte[] bytes, int from, int length) {
    return HexFormat.of().formatHex(bytes, from, from + length);
  }
}
