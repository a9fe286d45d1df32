package logkv.segmented;

import static java.nio.charset.StandardCharsets.UTF_8;
import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import logkv.segmented.Linearizability.Call;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Four threads put, get, delete and ask for three keys, while segments of three records come, go and
 * are compacted; what they saw of each key must have an order.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LinearizableTest {
  private static final int ROUNDS = 5;
  private static final int THREADS = 4;
  private static final int CALLS = 50; // of each thread in a round
  private static final List<String> KEYS = List.of("a", "b", "c");

  @TempDir
  Path temporary;

  private final AtomicLong clock = new AtomicLong();
  private final List<ConcurrentLinkedQueue<Call>> calls = new ArrayList<>();

  static Stream<Arguments> stores() {
    return Stream.of(Place.values())
        .flatMap(place -> Stream.of(SyncPolicy.always(), SyncPolicy.never())
            .map(policy -> Arguments.of(place, policy)));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void calls_for_one_key_have_an_order(Place place, SyncPolicy policy) throws IOException {
    Path directory = place.directory(temporary);
    String[] before = new String[KEYS.size()];
    long compactions = 0;
    for (int round = 0; round < ROUNDS; round++) {
      try (SegmentedStore store = SegmentedStore.open(directory, place.options(policy))) {
        for (int key = 0; key < KEYS.size(); key++) { // what the last round left is still there
          assertThat(text(store.get(bytes(KEYS.get(key))))).isEqualTo(before[key]);
        }
        play(store, round);
        compactions += store.stats().compactions();
        for (int key = 0; key < KEYS.size(); key++) {
          call(store, key, 3, null);
          Linearizability.check(KEYS.get(key), before[key], List.copyOf(calls.get(key)));
          before[key] = text(store.get(bytes(KEYS.get(key))));
        }
      }
    }
    assertThat(compactions).as("compactions meanwhile").isPositive();
  }

  private void play(SegmentedStore store, int round) {
    calls.clear();
    KEYS.forEach(key -> calls.add(new ConcurrentLinkedQueue<>()));
    Crew crew = new Crew().meanwhile(store::compact);
    for (int thread = 0; thread < THREADS; thread++) {
      int name = thread;
      Random random = new Random(1_000L * round + thread);
      crew.work(() -> {
        for (int i = 0; i < CALLS; i++) {
          call(store, random.nextInt(KEYS.size()), random.nextInt(4), round + "." + name + "." + i);
        }
      });
    }
    crew.run();
  }

  private void call(SegmentedStore store, int key, int what, String value) throws IOException {
    byte[] name = bytes(KEYS.get(key));
    long begun = clock.incrementAndGet();
    Call call = switch (what) {
      case 0 -> {
        store.put(name, bytes(value));
        yield Call.put(value, begun, clock.incrementAndGet());
      }
      case 1 -> Call.delete(store.delete(name), begun, clock.incrementAndGet());
      case 2 -> Call.contains(store.contains(name), begun, clock.incrementAndGet());
      default -> Call.get(text(store.get(name)), begun, clock.incrementAndGet());
    };
    calls.get(key).add(call);
  }

  private static String text(Optional<byte[]> value) {
    return value.map(bytes -> new String(bytes, UTF_8)).orElse(null);
  }
}
