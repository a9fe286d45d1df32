package logkv.segmented;

import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import logkv.crash.disk.Faults;
import logkv.crash.disk.SimulatedDisk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Under {@link SyncPolicy.Every} somebody forces, though nobody calls. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EveryIntervalTest {
  private static final Options EVERY_MILLISECOND = TestStores.TINY
      .with()
      .segmentBytes(100_000)
      .syncPolicy(SyncPolicy.every(Duration.ofMillis(1)))
      .build();

  private final SimulatedDisk disk = SimulatedDisk.empty();
  private final HeldForces forces = HeldForces.ofSegments();

  @Test
  void what_was_put_is_forced_without_another_call() throws IOException {
    try (SegmentedStore store = SegmentedStore.open(disk.directory(), EVERY_MILLISECOND)) {
      disk.faults(forces);
      store.put(bytes("a"), bytes("1")); // returns, though the force is held

      forces.awaitHeld();
      assertThat(store.get(bytes("a"))).hasValue(bytes("1"));
      forces.letGo();
      store.put(bytes("a"), bytes("2"));
      Crew.await("the second put is forced, too", () -> forces.count() >= 2);
    }
  }

  @Test
  void a_failed_force_is_remembered_and_the_next_put_refused() throws IOException {
    SegmentedStore store = SegmentedStore.open(disk.directory(), EVERY_MILLISECOND);
    forces.failFrom(1);
    forces.letGo();
    disk.faults(forces);
    store.put(bytes("a"), bytes("1"));

    Crew.await("the failure is in the statistics", () -> failed(store));

    assertThatThrownBy(() -> store.put(bytes("b"), bytes("2")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("reopen the store");
    assertThat(store.get(bytes("a"))).as("readers go on").hasValue(bytes("1"));
    assertThatThrownBy(store::close)
        .as("closing a store that may lose something, since the disk still says no")
        .isInstanceOf(IOException.class);
  }

  @Test
  void closing_saves_what_a_failed_force_has_left_in_doubt_if_the_disk_lets_it()
      throws IOException {
    SegmentedStore store = SegmentedStore.open(disk.directory(), EVERY_MILLISECOND);
    forces.failFrom(1);
    forces.letGo();
    disk.faults(forces);
    store.put(bytes("a"), bytes("1"));
    Crew.await("the failure is in the statistics", () -> failed(store));
    disk.faults(Faults.NONE);

    store.close();

    try (SegmentedStore reopened = SegmentedStore.open(disk.directory(), EVERY_MILLISECOND)) {
      assertThat(reopened.get(bytes("a"))).hasValue(bytes("1"));
    }
  }

  @Test
  void closing_does_not_wait_for_the_interval() throws IOException {
    Options everyDay = EVERY_MILLISECOND
        .with()
        .syncPolicy(SyncPolicy.every(Duration.ofDays(1)))
        .build();
    try (SegmentedStore store = SegmentedStore.open(disk.directory(), everyDay)) {
      store.put(bytes("a"), bytes("1"));
    }
    try (SegmentedStore store = SegmentedStore.open(disk.directory(), everyDay)) {
      assertThat(store.get(bytes("a"))).hasValue(bytes("1"));
    }
  }

  private static boolean failed(SegmentedStore store) {
    try {
      return store.stats().failure().isPresent();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
