package logkv.segmented;

import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import logkv.crash.disk.SimulatedDisk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Closing a store that others are using. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClosingTest {
  private static final int ROUNDS = 12;
  private static final int WRITERS = 3;

  @TempDir
  Path temporary;

  private final SimulatedDisk disk = SimulatedDisk.empty();
  private final HeldForces forces = HeldForces.ofSegments();

  @ParameterizedTest
  @EnumSource
  void calls_beside_close_are_done_or_refused_and_what_is_done_stays(Place place)
      throws IOException {
    Path directory = place.directory(temporary);
    AtomicIntegerArray acknowledged = new AtomicIntegerArray(WRITERS);
    for (int round = 0; round < ROUNDS; round++) {
      SegmentedStore store = SegmentedStore.open(directory, place.options(SyncPolicy.never()));
      int enough = 20 + 7 * round;
      Crew crew = new Crew();
      for (int writer = 0; writer < WRITERS; writer++) {
        int name = writer;
        crew.work(untilClosed(() -> {
          int next = acknowledged.get(name) + 1;
          store.put(bytes("key " + name), bytes("" + next));
          acknowledged.set(name, next);
        }));
      }
      crew.work(untilClosed(() -> store.get(bytes("key 0"))));
      crew.work(untilClosed(() -> {
        try (Cursor cursor = store.scan(KeyRange.all())) {
          cursor.next();
        }
      }));
      crew.work(untilClosed(store::compact));
      crew.work(untilClosed(() -> assertThat(store.verify().isClean()).isTrue()));
      int begun = acknowledged.get(0);
      crew.work(() -> {
        Crew.await("somebody has put", () -> acknowledged.get(0) >= begun + enough);
        store.close();
      });
      crew.run();
    }
    try (SegmentedStore store = SegmentedStore.open(directory, place.options(SyncPolicy.never()))) {
      for (int writer = 0; writer < WRITERS; writer++) {
        assertThat(store.get(bytes("key " + writer)))
            .hasValue(bytes("" + acknowledged.get(writer)));
      }
    }
  }

  private static Crew.Task untilClosed(Crew.Task task) {
    return () -> {
      try {
        while (true) {
          task.run();
        }
      } catch (IllegalStateException e) {
        assertThat(e).hasMessageContaining("closed");
      }
    };
  }

  @Test
  void close_waits_for_a_write_under_way_and_the_second_close_for_the_first() throws IOException {
    SegmentedStore store = SegmentedStore.open(disk.directory(), TestStores.TINY);
    disk.faults(forces);
    AtomicBoolean closed = new AtomicBoolean();
    AtomicBoolean closedAgain = new AtomicBoolean();
    Crew crew = new Crew();
    crew.work(() -> store.put(bytes("a"), bytes("1")))
        .work(() -> {
          forces.awaitHeld();
          store.close();
          closed.set(true);
        })
        .work(() -> {
          forces.awaitHeld();
          Crew.awaitWaitingInStore(crew.workers().get(1));
          store.close();
          closedAgain.set(true);
        })
        .work(forces.whileHeld(() -> {
          Crew.awaitWaitingInStore(crew.workers().get(1));
          Crew.awaitWaitingInStore(crew.workers().get(2));
          assertThat(closed).as("close has returned during a put").isFalse();
          assertThat(closedAgain).as("the second close has, too").isFalse();
        }))
        .run();

    assertThat(closed).isTrue();
    assertThat(closedAgain).isTrue();
    try (SegmentedStore again = SegmentedStore.open(disk.directory(), TestStores.TINY)) {
      assertThat(again.get(bytes("a"))).hasValue(bytes("1"));
    }
  }

  /** Whoever leads a group does the work of all others in it: of close too. */
  @Test
  void close_does_not_suffer_when_an_interrupted_thread_does_its_work() throws IOException {
    Options never = TestStores.TINY.with().segmentBytes(100_000).build();
    SegmentedStore store = SegmentedStore.open(disk.directory(), never);
    disk.faults(forces);
    Crew crew = new Crew();
    crew.work(() -> store.put(bytes("a"), bytes("1")))
        .work(() -> {
          forces.awaitHeld();
          Thread.currentThread().interrupt();
          store.put(bytes("b"), bytes("2")); // waits, and then leads
          assertThat(Thread.interrupted()).as("the interrupt is still there").isTrue();
        })
        .work(() -> {
          Crew.awaitWaitingInStore(crew.workers().get(1));
          store.close();
        })
        .work(forces.whileHeld(() -> {
          Crew.awaitWaitingInStore(crew.workers().get(1));
          Crew.awaitWaitingInStore(crew.workers().get(2));
        }))
        .run();

    try (SegmentedStore again = SegmentedStore.open(disk.directory(), never)) {
      assertThat(again.get(bytes("a"))).hasValue(bytes("1"));
      assertThat(again.get(bytes("b"))).hasValue(bytes("2"));
    }
  }
}
