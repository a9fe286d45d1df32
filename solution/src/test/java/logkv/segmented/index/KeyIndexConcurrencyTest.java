package logkv.segmented.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;
import logkv.segmented.index.KeyIndex.Match;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * A writer, a compaction and readers, all in two stripes that grow and shrink, with equal tags.
 *
 * <p>A location says which key and version its record has, and which copy of it this is. Compaction
 * makes another copy, moves the key there, and deletes the one before. So no match holds at a place
 * that was left, as when a file is deleted after compaction.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyIndexConcurrencyTest {
  private static final int STEPS = 200_000;
  private static final int KEYS = 24; // always there; all others are guests, which come and go
  private static final int ALL_KEYS = KEYS + STEPS;
  private static final int COPIES = 1 << 20;

  private final KeyIndex index = new KeyIndex();
  private final Set<Long> records = ConcurrentHashMap.newKeySet(); // locations where one is
  private final AtomicLongArray seen = new AtomicLongArray(KEYS); // newest versions, by anybody
  private volatile boolean written;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void a_key_that_is_there_is_always_found_and_never_older_than_anybody_saw_it() throws Exception {
    for (int key = 0; key < KEYS; key++) {
      put(key, 1);
    }

    List<Future<Long>> busy = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      busy.add(threads.submit(() -> read(random)));
    }
    busy.add(threads.submit(() -> compact(new Random(4))));
    busy.add(threads.submit(this::save));
    try {
      write(new Random(5));
    } finally {
      written = true;
    }

    for (Future<Long> done : busy) {
      assertThat(done.get()).as("what a thread did while the writer wrote").isPositive();
    }
    assertThat(index.size()).isEqualTo(records.size());
    assertThat(index.locations())
        .containsExactlyInAnyOrder(records.stream().mapToLong(Long::longValue).toArray());
  }

  /** Two hundred guests come, one with every step, and then they go: tables grow and shrink. */
  private void write(Random random) throws IOException {
    for (int step = 0; step < STEPS; step++) {
      if (step / 200 % 2 == 0) {
        put(KEYS + step, 1);
      } else {
        int guest = KEYS + step - 200;
        records.remove(index.remove(hash(guest), match(guest)));
      }
      int key = random.nextInt(KEYS);
      put(key, step + 2);
      see(key, step + 2);
    }
  }

  private long compact(Random random) throws IOException {
    long moves = 0;
    while (!written) {
      int key = random.nextInt(KEYS);
      long from = index.find(hash(key), match(key));
      long to = from + ALL_KEYS; // the next copy
      records.add(to);
      boolean moved = index.move(hash(key), from, to);
      records.remove(moved ? from : to);
      moves += moved ? 1 : 0;
    }
    return moves;
  }

  private long save() throws IOException {
    long images = 0;
    while (!written) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      index.image().writeTo(Channels.newChannel(bytes));
      long keys =
          KeyIndex.readFrom(ByteBuffer.wrap(bytes.toByteArray())).orElseThrow().size();
      assertThat(keys).as("keys in an image").isBetween((long) KEYS, KEYS + 201L);
      images++;
    }
    return images;
  }

  private long read(Random random) throws IOException {
    long reads = 0;
    while (!written) {
      int key = random.nextInt(KEYS);
      long seenBefore = seen.get(key);
      long location = index.find(hash(key), match(key));
      assertThat(location).as("location of key %d", key).isNotEqualTo(KeyIndex.NONE);
      assertThat(versionAt(location)).as("version of %d", key).isGreaterThanOrEqualTo(seenBefore);
      see(key, versionAt(location));
      reads++;
    }
    return reads;
  }

  private void put(int key, long version) throws IOException {
    long location = version * COPIES * ALL_KEYS + key + 1;
    records.add(location);
    records.remove(index.put(hash(key), location, match(key)));
  }

  private void see(int key, long version) {
    seen.accumulateAndGet(key, version, Math::max);
  }

  private Match match(int key) {
    return location -> (location - 1) % ALL_KEYS == key && records.contains(location);
  }

  private static long versionAt(long location) {
    return location / ALL_KEYS / COPIES;
  }

  /** In two stripes; two keys in each of them have the same tag, and now and then guests have it. */
  private static long hash(int key) {
    return (long) (key & 1) << 56 | 0xFFFFFFFFL & key % 5_000 / 4 * 0x9E3779B9L;
  }
}
