package logkv.segmented.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import logkv.segmented.index.KeyIndex.Match;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyIndexTest {
  private static final long TEA = 0x1111111122222222L; // hashes
  private static final long COFFEE = 0x1111111122222222L; // the same one
  private static final Match ANY = location -> true;
  private static final Match BROKEN = location -> {
    throw new IOException("the disk says no");
  };

  private final KeyIndex index = new KeyIndex();

  @Test
  void a_location_that_means_none_is_refused() {
    assertThatThrownBy(() -> index.put(TEA, KeyIndex.NONE, ANY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> index.move(TEA, KeyIndex.NONE, 5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> index.move(TEA, 5, KeyIndex.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothing_is_held_at_no_location() throws IOException {
    index.put(TEA, 5, ANY);
    index.remove(TEA, ANY);

    assertThat(index.holds(TEA, KeyIndex.NONE)).isFalse();
  }

  @Test
  void every_location_but_none_is_as_good_as_any() throws IOException {
    for (long location : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1}) {
      index.put(TEA, location, ANY);

      assertThat(index.find(TEA, ANY)).isEqualTo(location);
    }
  }

  @Test
  void a_search_reads_no_record_of_a_key_with_another_tag() throws IOException {
    index.put(TEA, 5, ANY);

    assertThat(index.find(TEA + 1, BROKEN)).isEqualTo(KeyIndex.NONE);
  }

  @Nested
  class when_a_match_fails {

    @Test
    void the_index_is_as_it_was() throws IOException {
      index.put(TEA, 5, ANY);

      assertThatThrownBy(() -> index.find(TEA, BROKEN)).hasMessage("the disk says no");
      assertThatThrownBy(() -> index.put(TEA, 6, BROKEN)).hasMessage("the disk says no");
      assertThatThrownBy(() -> index.remove(TEA, BROKEN)).hasMessage("the disk says no");

      assertThat(index.find(TEA, ANY)).isEqualTo(5);
      assertThat(index.size()).isEqualTo(1);
      assertThat(index.locations()).containsExactly(5);
    }
  }

  /** Compaction, in the middle of a search: it moves tea from 5 to 50, and nothing is left at 5. */
  @Nested
  class when_a_record_is_moved_while_a_match_looks_for_it {

    @Test
    void a_search_finds_it_at_its_new_place() throws IOException {
      index.put(TEA, 5, ANY);

      assertThat(index.find(TEA, location -> {
            index.move(TEA, 5, 50);
            return location == 50;
          }))
          .isEqualTo(50);
    }

    @Test
    void a_search_finds_it_even_if_the_table_has_grown_before() throws IOException {
      index.put(TEA, 5, ANY);

      assertThat(index.find(TEA, location -> {
            growTheTableOf(TEA);
            index.move(TEA, 5, 50);
            return location == 50;
          }))
          .isEqualTo(50);
    }

    @Test
    void a_search_finds_it_even_if_the_table_grows_afterwards() throws IOException {
      index.put(TEA, 5, ANY);

      assertThat(index.find(TEA, location -> {
            index.move(TEA, 5, 50);
            growTheTableOf(TEA);
            return location == 50;
          }))
          .isEqualTo(50);
    }

    @Test
    void a_put_replaces_it_at_its_new_place() throws IOException {
      index.put(TEA, 5, ANY);

      assertThat(index.put(TEA, 6, location -> index.move(TEA, 5, 50) || location == 50))
          .isEqualTo(50);
      assertThat(index.find(TEA, ANY)).isEqualTo(6);
      assertThat(index.size()).isEqualTo(1);
    }

    @Test
    void a_remove_removes_it_from_its_new_place() throws IOException {
      index.put(TEA, 5, ANY);

      assertThat(index.remove(TEA, location -> index.move(TEA, 5, 50) || location == 50))
          .isEqualTo(50);
      assertThat(index.find(TEA, ANY)).isEqualTo(KeyIndex.NONE);
      assertThat(index.size()).isZero();
    }
  }

  @Test
  void compaction_never_brings_back_what_was_overwritten_or_removed() throws IOException {
    index.put(TEA, 5, ANY);
    index.put(TEA, 6, ANY);

    assertThat(index.move(TEA, 5, 50)).isFalse();
    assertThat(index.find(TEA, ANY)).isEqualTo(6);

    index.remove(TEA, ANY);

    assertThat(index.move(TEA, 6, 60)).isFalse();
    assertThat(index.find(TEA, ANY)).isEqualTo(KeyIndex.NONE);
  }

  @Test
  void keys_with_the_same_hash_are_moved_and_removed_apart() throws IOException {
    index.put(TEA, 5, location -> location == 5);
    index.put(COFFEE, 6, location -> location == 6);

    index.move(TEA, 5, 50);
    index.remove(COFFEE, location -> location == 6);

    assertThat(index.locations()).containsExactly(50);
  }

  @Test
  void what_is_gone_is_removed_and_the_rest_is_found() throws IOException {
    Random random = new Random(20261120);
    long[] hashes = random.longs(10_000).toArray();
    for (int i = 0; i < hashes.length; i++) {
      put(hashes[i], i + 1);
    }

    assertThat(index.removeAll(location -> location % 3 == 0)).isEqualTo(3_333);

    assertThat(index.size()).isEqualTo(6_667);
    for (int i = 0; i < hashes.length; i++) {
      assertThat(index.holds(hashes[i], i + 1)).isEqualTo((i + 1) % 3 != 0);
    }
    assertThat(index.locations())
        .containsExactlyInAnyOrder(
            LongStream.rangeClosed(1, 10_000).filter(i -> i % 3 != 0).toArray());
  }

  @Nested
  class in_memory {

    /** Tables that all grew at once would be at 24 just then. */
    @Test
    void a_key_takes_16_to_21_bytes_whatever_their_number() throws IOException {
      for (long key = 1; key <= 1_000_000; key++) {
        put(hash(key), key);
        if (key >= 100_000 && key % 1_000 == 0) {
          assertThat(index.bytes()).as("%d keys", key).isBetween(16 * key, 21 * key);
        }
      }
    }

    @Test
    void a_key_takes_at_most_36_bytes_when_most_are_removed() throws IOException {
      fill(100_000);

      for (long key = 100_000; key > 10_000; key--) {
        index.remove(hash(key), ANY);
        assertThat(index.bytes()).as("%d keys", key - 1).isLessThanOrEqualTo(36 * (key - 1));
      }
    }

    @Test
    void removed_keys_leave_nothing_behind() throws IOException {
      fill(10_000);

      for (long key = 10_001; key <= 300_000; key++) {
        put(hash(key), key);
        index.remove(hash(key - 10_000), ANY);
      }

      assertThat(index.size()).isEqualTo(10_000);
      assertThat(index.bytes()).isLessThanOrEqualTo(36 * 10_000);
    }

    @Test
    void an_index_without_keys_takes_nearly_nothing() throws IOException {
      assertThat(index.bytes()).isLessThan(4_000);

      fill(100_000);
      index.removeAll(location -> true);

      assertThat(index.bytes()).isLessThan(256 * 24 * 12);
    }
  }

  private void fill(int keys) throws IOException {
    for (long key = 1; key <= keys; key++) {
      put(hash(key), key);
    }
  }

  /** As well spread as the hash of a key. */
  private static long hash(long key) {
    return new SplittableRandom(key).nextLong();
  }

  private void growTheTableOf(long hash) throws IOException {
    for (int tag = 1; tag <= 100; tag++) {
      put(hash & 0xFF000000_00000000L | tag, 1_000 + tag);
    }
  }

  private void put(long hash, long location) throws IOException {
    index.put(hash, location, found -> found == location);
  }
}
