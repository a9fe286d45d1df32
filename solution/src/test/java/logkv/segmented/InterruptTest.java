package logkv.segmented;

import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An interrupt closes a channel for all who use it; a store must not let that happen to anybody. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class InterruptTest {
  private static final int THREADS = 3;
  private static final int CALLS = 250;

  @TempDir
  Path temporary;

  @AfterEach
  void forget() {
    Thread.interrupted();
  }

  @ParameterizedTest
  @EnumSource
  void every_call_of_an_interrupted_thread_goes_on_and_keeps_the_flag(Place place)
      throws IOException {
    Path directory = place.directory(temporary);
    try (SegmentedStore store =
        SegmentedStore.open(directory, place.options(SyncPolicy.always()))) {
      interrupted(() -> store.put(bytes("a"), bytes("1")));
      interrupted(() -> store.write(new Batch().put(bytes("b"), bytes("2")).delete(bytes("x"))));
      interrupted(() -> assertThat(store.get(bytes("a"))).hasValue(bytes("1")));
      interrupted(() -> assertThat(store.contains(bytes("b"))).isTrue());
      interrupted(() -> assertThat(store.delete(bytes("b"))).isTrue());
      interrupted(() -> {
        try (Cursor cursor = store.scan(KeyRange.all())) {
          assertThat(cursor.next()).hasValue(new Entry(bytes("a"), bytes("1")));
        }
      });
      interrupted(store::sync);
      interrupted(store::compact);
      interrupted(() -> assertThat(store.verify().isClean()).isTrue());
      interrupted(() -> store.backup(directory.resolveSibling("backup")));
      interrupted(() -> assertThat(store.stats().keys()).isEqualTo(1));
      assertThat(store.get(bytes("a"))).as("read without an interrupt").hasValue(bytes("1"));
      interrupted(store::close);
    }
    try (SegmentedStore backup = SegmentedStore.openReadOnly(directory.resolveSibling("backup"))) {
      assertThat(backup.get(bytes("a"))).hasValue(bytes("1"));
    }
  }

  private static void interrupted(Crew.Task call) {
    Thread.currentThread().interrupt();
    try {
      call.run();
    } catch (Exception e) {
      throw new AssertionError("a call of an interrupted thread failed: " + e, e);
    } finally {
      assertThat(Thread.interrupted()).as("the interrupt is still there").isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void interrupts_at_random_harm_nobody(Place place) throws IOException {
    disturb(place.options(SyncPolicy.always()), place);
  }

  /** And so the log is written through mappings, where there are any. */
  @ParameterizedTest
  @EnumSource
  void nor_do_they_where_nothing_is_forced(Place place) throws IOException {
    disturb(place.options(SyncPolicy.never()), place);
  }

  private void disturb(Options options, Place place) throws IOException {
    Path directory = place.directory(temporary);
    AtomicIntegerArray newest = new AtomicIntegerArray(THREADS);
    AtomicInteger seen = new AtomicInteger();
    AtomicInteger backups = new AtomicInteger();
    try (SegmentedStore store = SegmentedStore.open(directory, options)) {
      store.put(bytes("always"), bytes("here"));
      Crew crew = new Crew();
      for (int thread = 0; thread < THREADS; thread++) {
        int name = thread;
        Random random = new Random(thread);
        crew.work(() -> {
          for (int i = 1; i <= CALLS; i++) {
            newest.set(name, disturbed(store, random, name, newest.get(name)));
            seen.addAndGet(Thread.interrupted() ? 1 : 0);
          }
        });
      }
      crew.work(() -> {
        for (int i = 0; i < 2; i++) {
          store.compact();
          store.backup(directory.resolveSibling("backup " + backups.incrementAndGet()));
          store.sync();
        }
      });
      Random random = new Random(99);
      crew.meanwhile(() -> {
        crew.workers().get(random.nextInt(THREADS + 1)).interrupt();
        Thread.yield();
      });
      crew.run();
      assertThat(seen).as("interrupts that were noticed").hasPositiveValue();
      assertThat(store.stats().failure()).isEmpty();
    }
    try (SegmentedStore store = SegmentedStore.open(directory, options)) {
      for (int thread = 0; thread < THREADS; thread++) {
        assertThat(store.get(bytes("key " + thread))).hasValue(bytes("" + newest.get(thread)));
      }
    }
  }

  /** Makes one call, which must not fail, and returns the number that the thread's key has then. */
  private static int disturbed(SegmentedStore store, Random random, int name, int number)
      throws IOException {
    switch (random.nextInt(5)) {
      case 0 -> {
        try (Cursor cursor = store.scan(KeyRange.prefix(bytes("always")))) {
          assertThat(cursor.next()).hasValue(new Entry(bytes("always"), bytes("here")));
        }
      }
      case 1, 2 -> assertThat(store.get(bytes("always"))).hasValue(bytes("here"));
      default -> {
        store.put(bytes("key " + name), bytes("" + (number + 1)));
        return number + 1;
      }
    }
    return number;
  }
}
