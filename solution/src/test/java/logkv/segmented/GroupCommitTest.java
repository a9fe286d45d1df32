package logkv.segmented;

import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import logkv.crash.disk.Faults;
import logkv.crash.disk.SimulatedDisk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Writers who wait at the same time share one force, and what becomes of it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GroupCommitTest {
  private static final int WRITERS = 8;
  private static final Options ROOMY =
      TestStores.TINY.with().segmentBytes(100_000).build();

  private final SimulatedDisk disk = SimulatedDisk.empty();
  private final HeldForces forces = HeldForces.ofSegments();
  private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

  @Test
  void all_who_wait_during_one_force_share_the_next() throws IOException {
    try (SegmentedStore store = SegmentedStore.open(disk.directory(), ROOMY)) {
      disk.faults(forces);

      writeInTwoGroups(store, () -> {});

      assertThat(forces.count()).as("forces for %d writers", 1 + WRITERS).isEqualTo(2);
      assertThat(failures).isEmpty();
      for (int writer = 0; writer <= WRITERS; writer++) {
        assertThat(store.get(bytes("key " + writer))).isPresent();
      }
    }
  }

  @Test
  void nobody_sees_a_value_before_it_is_forced() throws IOException {
    try (SegmentedStore store = SegmentedStore.open(disk.directory(), ROOMY)) {
      disk.faults(forces);

      writeInTwoGroups(store, () -> {
        for (int writer = 0; writer <= WRITERS; writer++) {
          assertThat(store.get(bytes("key " + writer)))
              .as("a value that a power cut would take")
              .isEmpty();
        }
        assertThat(store.size()).isZero();
      });

      assertThat(store.size()).isEqualTo(1 + WRITERS);
    }
  }

  @Test
  void a_failed_force_fails_all_who_waited_for_it_and_nobody_else() throws IOException {
    SegmentedStore store = SegmentedStore.open(disk.directory(), ROOMY);
    disk.faults(forces);

    writeInTwoGroups(store, () -> forces.failFrom(2));

    assertThat(failures).as("failures of the group of %d", WRITERS).hasSize(WRITERS);
    assertThat(store.get(bytes("key 0"))).as("forced before the group").isPresent();
    for (int writer = 1; writer <= WRITERS; writer++) {
      Optional<byte[]> value = store.get(bytes("key " + writer));
      assertThat(value).as("a put whose force failed").isEmpty();
    }
    assertThat(store.stats().failure()).isPresent();
    disk.faults(Faults.NONE);
    assertThatThrownBy(() -> store.delete(bytes("absent"))).isInstanceOf(IOException.class);
    store.close(); // no objection: everything that was acknowledged is durable
    try (SegmentedStore again = SegmentedStore.open(disk.directory(), ROOMY)) {
      assertThat(again.get(bytes("key 0"))).as("what was acknowledged").isPresent();
    }
  }

  /** One writes; when its force is held, the others come and wait; then {@code meanwhile} happens. */
  private void writeInTwoGroups(SegmentedStore store, Crew.Task meanwhile) {
    Crew crew = writers(store);
    crew.work(() -> {
      try {
        forces.awaitHeld();
        crew.workers().subList(1, 1 + WRITERS).forEach(Crew::awaitWaitingInStore);
        meanwhile.run();
      } finally {
        forces.letGo();
      }
    });
    crew.run();
  }

  private Crew writers(SegmentedStore store) {
    Crew crew = new Crew();
    for (int i = 0; i <= WRITERS; i++) {
      int writer = i;
      crew.work(() -> {
        if (writer > 0) { // all but the first come when its force is held
          forces.awaitHeld();
        }
        try {
          store.put(bytes("key " + writer), bytes("value"));
        } catch (IOException e) {
          failures.add(e);
        }
      });
    }
    return crew;
  }
}
