package logkv.segmented;

import java.nio.file.Path;
import logkv.crash.disk.SimulatedDisk;

/** Where a test's store lies. */
enum Place {
  /** In memory, where every read is a positional one. */
  SIMULATED_DISK,
  /** On the real disk, with sealed segments read through mappings. */
  MAPPED,
  /** On the real disk, with positional reads. */
  REAL_DISK;

  /** A directory that is not there yet, or is empty; {@code temporary} is for real ones. */
  Path directory(Path temporary) {
    if (this != SIMULATED_DISK) {
      return temporary.resolve("store");
    }
    SimulatedDisk disk = SimulatedDisk.empty();
    disk.record(false);
    return disk.directory();
  }

  /** Tiny segments, read as this place does. */
  Options options(SyncPolicy policy) {
    return TestStores.TINY
        .with()
        .syncPolicy(policy)
        .segmentBytes(1_500)
        .snapshotEveryBytes(10_000)
        .mapSegments(this == MAPPED)
        .build();
  }
}
