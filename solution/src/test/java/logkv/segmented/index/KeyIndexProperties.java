package logkv.segmented.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** A map of keys beside the index, over random histories, however much the hashes collide. */
class KeyIndexProperties {
  private static final int KEYS = 40;

  /** What the writer or the compaction does to a key. */
  enum Deed {
    PUT,
    REMOVE,
    MOVE,
    MOVE_AN_OLDER_RECORD
  }

  record Step(Deed deed, int key) {}

  /** How keys become hashes: which of them share a stripe, and which a tag. */
  enum Hashes {
    ALL_EQUAL(key -> 0),
    THREE_TAGS_IN_ONE_STRIPE(key -> key % 3),
    ONE_STRIPE(key -> 0xFFFFFFFFL & key * 0x9E3779B9L),
    LAST_SLOTS_OF_ONE_STRIPE(key -> 0xFFFFFFFFL - key),
    REAL(key -> KeyHash.of(new byte[] {(byte) key}));

    final IntToLongFunction of;

    Hashes(IntToLongFunction of) {
      this.of = of;
    }
  }

  @Property(seed = "20261120", tries = 500)
  void an_index_is_a_map(@ForAll Hashes hashes, @ForAll("histories") List<Step> history)
      throws IOException {
    Map<Integer, Long> map = new HashMap<>();
    KeyIndex index = new KeyIndex();
    Disk disk = new Disk();

    for (Step step : history) {
      take(step, hashes, map, index, disk);
    }

    assertSame(index, map, disk, hashes);
  }

  @Property(seed = "20261120", tries = 200, edgeCases = EdgeCasesMode.NONE)
  void an_index_that_is_written_and_read_goes_on_as_before(
      @ForAll Hashes hashes,
      @ForAll("histories") List<Step> before,
      @ForAll("histories") List<Step> after)
      throws IOException {
    Map<Integer, Long> map = new HashMap<>();
    KeyIndex index = new KeyIndex();
    Disk disk = new Disk();
    for (Step step : before) {
      take(step, hashes, map, index, disk);
    }

    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    index.image().writeTo(Channels.newChannel(bytes));
    KeyIndex read = KeyIndex.readFrom(ByteBuffer.wrap(bytes.toByteArray())).orElseThrow();

    assertSame(read, map, disk, hashes);
    for (Step step : after) {
      take(step, hashes, map, read, disk);
    }
    assertSame(read, map, disk, hashes);
  }

  private static void take(
      Step step, Hashes hashes, Map<Integer, Long> map, KeyIndex index, Disk disk)
      throws IOException {
    int key = step.key();
    long hash = hashes.of.applyAsLong(key);
    long before = map.getOrDefault(key, KeyIndex.NONE);
    switch (step.deed()) {
      case PUT -> {
        long location = disk.append(key);
        assertThat(index.put(hash, location, disk.match(key))).as("%s", step).isEqualTo(before);
        map.put(key, location);
      }
      case REMOVE -> {
        assertThat(index.remove(hash, disk.match(key))).as("%s", step).isEqualTo(before);
        map.remove(key);
      }
      case MOVE -> {
        if (before != KeyIndex.NONE) {
          long location = disk.append(key);
          assertThat(index.move(hash, before, location)).as("%s", step).isTrue();
          map.put(key, location);
        }
      }
      case MOVE_AN_OLDER_RECORD -> {
        long older = disk.append(key); // a record that was never put
        assertThat(index.move(hash, older, disk.append(key))).as("%s", step).isFalse();
      }
    }
  }

  private static void assertSame(KeyIndex index, Map<Integer, Long> map, Disk disk, Hashes hashes)
      throws IOException {
    for (int key = 0; key < KEYS; key++) {
      assertThat(index.find(hashes.of.applyAsLong(key), disk.match(key)))
          .as("key %d", key)
          .isEqualTo(map.getOrDefault(key, KeyIndex.NONE));
    }
    for (long location = 1; location <= disk.end(); location++) {
      int key = disk.keyAt(location);
      assertThat(index.holds(hashes.of.applyAsLong(key), location))
          .as("key %d at %d", key, location)
          .isEqualTo(map.getOrDefault(key, KeyIndex.NONE) == location);
    }
    assertThat(index.size()).isEqualTo(map.size());
    assertThat(index.locations())
        .containsExactlyInAnyOrder(
            map.values().stream().mapToLong(Long::longValue).toArray());
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Deed> deeds = Arbitraries.frequency(
        Tuple.of(5, Deed.PUT),
        Tuple.of(3, Deed.REMOVE),
        Tuple.of(1, Deed.MOVE),
        Tuple.of(1, Deed.MOVE_AN_OLDER_RECORD));
    Arbitrary<Integer> keys = Arbitraries.integers().between(0, KEYS - 1);
    return Combinators.combine(deeds, keys).as(Step::new).list().ofMaxSize(200);
  }
}
