package logkv.segmented;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Opens the complete store for the tests of the phases: the same on every run, and without threads. */
public final class StoreOfPhases {
  private static final Options OPTIONS = Options.DEFAULTS
      .with()
      .segmentBytes(4096) // segments that tests fill are tried elsewhere; this is for quick openings
      .backgroundCompaction(false)
      .build();

  private StoreOfPhases() {}

  public static TextStore open(Path directory) throws IOException {
    return TextStore.of(
        SegmentedStore.open(directory, OPTIONS, new SplittableRandom(1)::nextLong));
  }
}
