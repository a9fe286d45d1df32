package logkv.segmented;

import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import logkv.crash.PowerCuts;
import logkv.crash.disk.DiskImage;
import logkv.crash.disk.Faults;
import logkv.crash.disk.SimulatedDisk;
import logkv.segmented.Explorations.Policy;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Somebody overwrites a value when its compaction has just begun, so that the copy leaves the old one
 * out, for the sake of a record that a weak policy has not forced.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OverwrittenDuringCompactionTest {
  private static final byte[] KEY = bytes("a");

  @ParameterizedTest
  @EnumSource
  void a_power_cut_leaves_the_old_value_or_the_new_one_and_never_neither(Policy policy)
      throws IOException {
    SimulatedDisk disk = SimulatedDisk.empty();
    DiskImage start = disk.image();
    int durable;
    try (SegmentedStore store = TestStores.open(disk.directory(), policy.options())) {
      store.put(KEY, bytes("older")); // so that there is something to reclaim
      store.put(KEY, bytes("old"));
      store.sync();
      durable = disk.journalSize();
      disk.faults(new WhenItIsCreated(
          "0000000001-0000000001.1.seg.tmp", () -> store.put(KEY, bytes("new"))));
      store.compact();
      disk.faults(Faults.NONE);
      assertThat(store.get(KEY)).hasValue(bytes("new"));
    }

    List<String> wrong = new ArrayList<>();
    long states = PowerCuts.of(start, disk.journal()).each((last, image) -> {
      if (last >= durable) {
        try (SegmentedStore store =
            TestStores.open(SimulatedDisk.holding(image).directory(), policy.options())) {
          Optional<String> found = store.get(KEY).map(String::new);
          if (!found.equals(Optional.of("old")) && !found.equals(Optional.of("new"))) {
            wrong.add("after operation %d: %s, with %s".formatted(last, found, image.listing()));
          }
        }
      }
    });
    assertThat(wrong).as("neither the old value nor the new one").isEmpty();
    assertThat(states).isGreaterThan(300);
  }

  /** Somebody does something when a file of this name is about to be there. */
  private static final class WhenItIsCreated implements Faults {
    private final String name;
    private final Action action;
    private boolean met;

    WhenItIsCreated(String name, Action action) {
      this.name = name;
      this.action = action;
    }

    @Override
    public boolean met() {
      return met;
    }

    @Override
    public void onChange(String path) {
      if (!met && path.endsWith(name)) {
        met = true;
        try {
          action.run();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  @FunctionalInterface
  private interface Action {
    void run() throws IOException;
  }
}
