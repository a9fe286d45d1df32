package logkv.segmented;

import static java.nio.charset.StandardCharsets.UTF_8;
import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A batch happens at once for everybody, also while compaction moves what is in it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BatchVisibilityTest {
  private static final int BATCHES = 800;
  private static final int BETWEEN = 20; // other keys of a batch
  private static final byte[] LEFT = bytes("left");
  private static final byte[] RIGHT = bytes("right");
  private static final byte[] ALWAYS = bytes("always");

  @TempDir
  Path temporary;

  private final AtomicLong conclusive = new AtomicLong();

  /** Every fifth batch deletes both keys; no value comes twice. */
  @ParameterizedTest
  @EnumSource
  void no_reader_sees_half_of_a_batch(Place place) throws IOException {
    Path directory = place.directory(temporary);
    Options options = place.options(SyncPolicy.never());
    try (SegmentedStore store = SegmentedStore.open(directory, options)) {
      store.put(ALWAYS, bytes("0"));
      for (int between = 0; between < BETWEEN; between++) {
        store.put(bytes("between " + between), bytes("0"));
      }
      new Crew()
          .work(() -> writeBatches(store))
          .meanwhile(() -> readLeftRightLeft(store))
          .meanwhile(() -> readLeftRightLeft(store))
          .meanwhile(() -> scan(store))
          .meanwhile(store::compact)
          .run();
      assertThat(conclusive).as("reads that could have noticed").hasPositiveValue();
      assertThat(store.stats().compactions()).isPositive();
    }
    try (SegmentedStore store = SegmentedStore.open(directory, options)) {
      assertThat(number(store.get(RIGHT))).isEqualTo(number(store.get(LEFT)));
    }
  }

  private static void writeBatches(SegmentedStore store) throws IOException {
    for (int i = 1; i <= BATCHES; i++) {
      byte[] value = bytes("" + i);
      Batch batch = new Batch();
      change(batch, LEFT, i % 5 == 0 ? null : value);
      for (int between = 0; between < BETWEEN; between++) { // so that it takes its time
        batch.put(bytes("between " + between), value);
      }
      store.write(change(batch, RIGHT, i % 5 == 0 ? null : value));
    }
  }

  private static Batch change(Batch batch, byte[] key, byte[] value) {
    return value == null ? batch.delete(key) : batch.put(key, value);
  }

  private void readLeftRightLeft(SegmentedStore store) throws IOException {
    long left = number(store.get(LEFT));
    long right = number(store.get(RIGHT));
    long again = number(store.get(LEFT));
    long keys = store.size();
    if (left > 0 && left == again) { // so it was there all the time
      conclusive.incrementAndGet();
      assertThat(right).as("right, while left was %d before and after", left).isEqualTo(left);
    }
    if (left > 0 && right > 0) {
      assertThat(right).as("right, read after left").isGreaterThanOrEqualTo(left);
    }
    assertThat(keys)
        .as("keys: those that are always there, with both or neither")
        .isIn(1L + BETWEEN, 3L + BETWEEN);
  }

  private static void scan(SegmentedStore store) throws IOException {
    Map<String, Long> found = contents(store);
    assertThat(found).containsKey("always");
    assertThat(found.get("right")).as("right in %s", found).isEqualTo(found.get("left"));
  }

  /** What the accounts hold together is always the same, since a transfer is a batch. */
  @ParameterizedTest
  @EnumSource
  void a_cursor_shows_one_moment(Place place) throws IOException {
    Path directory = place.directory(temporary);
    try (SegmentedStore store = SegmentedStore.open(directory, place.options(SyncPolicy.never()))) {
      Batch first = new Batch();
      for (int account = 0; account < 10; account++) {
        first.put(bytes("account " + account), bytes("100"));
      }
      store.write(first);
      AtomicLongArray scans = new AtomicLongArray(1);
      new Crew()
          .work(() -> transfer(store, 0))
          .work(() -> transfer(store, 5))
          .meanwhile(() -> {
            Map<String, Long> found = contents(store);
            scans.incrementAndGet(0);
            assertThat(found).hasSize(10);
            assertThat(found.values().stream().mapToLong(Long::longValue).sum())
                .as("all money, in %s", found)
                .isEqualTo(1_000);
            assertThat(
                    found.values().stream().limit(5).mapToLong(Long::longValue).sum())
                .as("the money of the first five, in %s", found)
                .isEqualTo(500);
          })
          .meanwhile(store::compact)
          .run();
      assertThat(scans.get(0)).isPositive();
    }
  }

  /** Moves money between five accounts, which are this thread's alone. */
  private static void transfer(SegmentedStore store, int firstAccount) throws IOException {
    long[] money = new long[5];
    Arrays.fill(money, 100);
    for (int i = 0; i < BATCHES; i++) {
      int from = i % 5;
      int to = (i * 3 + 1) % 5;
      money[from]--;
      money[to]++;
      store.write(new Batch()
          .put(bytes("account " + (firstAccount + from)), bytes("" + money[from]))
          .put(bytes("account " + (firstAccount + to)), bytes("" + money[to])));
    }
  }

  private static Map<String, Long> contents(SegmentedStore store) throws IOException {
    Map<String, Long> found = new TreeMap<>();
    try (Cursor cursor = store.scan(KeyRange.all())) {
      for (Optional<Entry> next = cursor.next(); next.isPresent(); next = cursor.next()) {
        String value = new String(next.get().value(), UTF_8);
        found.put(new String(next.get().key(), UTF_8), Long.parseLong(value));
      }
    }
    return found;
  }

  private static long number(Optional<byte[]> value) {
    return value.map(bytes -> Long.parseLong(new String(bytes, UTF_8))).orElse(0L);
  }
}
