package logkv.segmented;

import static java.nio.charset.StandardCharsets.UTF_8;
import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import logkv.crash.PowerCuts;
import logkv.crash.disk.DiskImage;
import logkv.crash.disk.JournalEntry;
import logkv.crash.disk.Operation.Acknowledged;
import logkv.crash.disk.Operation.Begin;
import logkv.crash.disk.SimulatedDisk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The power is cut, everywhere, under three threads that write, each its own key and in batches a pair
 * of keys, and a fourth one that compacts. Which write is in which group differs from run to run; what
 * must hold is told by the marks in the journal.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConcurrentCrashTest {
  private static final int WRITERS = 3;
  private static final int ROUNDS = 5;
  private static final Options SMALL =
      TestStores.TINY.with().segmentBytes(300).snapshotEveryBytes(100_000).build();

  private final Map<Long, Map<String, Integer>> recovered = new HashMap<>(); // by fingerprint

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void what_any_thread_was_promised_survives_a_power_cut(int run) throws IOException {
    SimulatedDisk disk = SimulatedDisk.empty();
    disk.captureSites(false);
    DiskImage start = disk.image();
    try (SegmentedStore store = SegmentedStore.open(disk.directory(), SMALL)) {
      Crew crew = new Crew();
      for (int writer = 0; writer < WRITERS; writer++) {
        int name = writer;
        crew.work(() -> write(disk, store, name));
      }
      crew.work(() -> {
        store.compact();
        store.compact();
      });
      crew.run();
    }

    List<Promise> promises = promises(disk.journal());
    long states = PowerCuts.of(start, disk.journal()).each((last, image) -> {
      Promise promise = promises.get(last);
      Map<String, Integer> found = contents(image);
      for (int writer = 0; writer < WRITERS; writer++) {
        assertThat(found.getOrDefault("own " + writer, 0))
            .as("the key of thread %d after a cut behind operation %d", writer, last)
            .isBetween(promise.acknowledged(writer), promise.begun(writer));
        assertThat(found.getOrDefault("left " + writer, 0))
            .as("half of a batch of thread %d after a cut behind operation %d", writer, last)
            .isEqualTo(found.getOrDefault("right " + writer, 0))
            .isBetween(promise.acknowledged(writer), promise.begun(writer));
      }
    });
    System.out.println("Power cuts under several threads, run %d: %,d states, %,d different ones"
        .formatted(run, states, recovered.size()));
    assertThat(states).isGreaterThan(1_000);
  }

  /** Round i puts i for the writer's own key, and i or nothing for its pair. */
  private static void write(SimulatedDisk disk, SegmentedStore store, int writer)
      throws IOException {
    for (int round = 1; round <= ROUNDS; round++) {
      byte[] value = bytes("" + round);
      disk.begin(writer + " " + round);
      store.write(new Batch()
          .put(bytes("left " + writer), value)
          .put(bytes("own " + writer), value)
          .put(bytes("right " + writer), value));
      disk.acknowledged(writer + " " + round);
    }
  }

  /** Which round each writer had begun, and which one was acknowledged. */
  private record Promise(List<Integer> rounds) {
    int begun(int writer) {
      return rounds.get(2 * writer);
    }

    int acknowledged(int writer) {
      return rounds.get(2 * writer + 1);
    }
  }

  private static List<Promise> promises(List<JournalEntry> journal) {
    List<Promise> promises = new ArrayList<>();
    List<Integer> rounds = new ArrayList<>(Collections.nCopies(2 * WRITERS, 0));
    for (JournalEntry entry : journal) {
      if (entry.operation() instanceof Begin begin) {
        set(rounds, 0, begin.call());
      } else if (entry.operation() instanceof Acknowledged acknowledged) {
        set(rounds, 1, acknowledged.call());
      }
      promises.add(new Promise(List.copyOf(rounds)));
    }
    return promises;
  }

  private static void set(List<Integer> rounds, int which, String call) {
    String[] words = call.split(" ");
    rounds.set(2 * Integer.parseInt(words[0]) + which, Integer.parseInt(words[1]));
  }

  private Map<String, Integer> contents(DiskImage image) throws IOException {
    Map<String, Integer> known = recovered.get(image.fingerprint());
    if (known != null) {
      return known;
    }
    SimulatedDisk disk = SimulatedDisk.holding(image);
    disk.record(false);
    Map<String, Integer> found = new TreeMap<>();
    try (SegmentedStore store = SegmentedStore.open(disk.directory(), SMALL);
        Cursor cursor = store.scan(KeyRange.all())) {
      for (Optional<Entry> next = cursor.next(); next.isPresent(); next = cursor.next()) {
        found.put(
            new String(next.get().key(), UTF_8),
            Integer.parseInt(new String(next.get().value(), UTF_8)));
      }
    }
    recovered.put(image.fingerprint(), found);
    return found;
  }
}
