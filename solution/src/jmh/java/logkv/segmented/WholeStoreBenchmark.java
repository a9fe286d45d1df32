package logkv.segmented;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What happens to a whole store of a million keys: opening it, listing it, rewriting it.
 *
 * <p>{@code openScan} opens the same store without its snapshot, so that the log is read.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class WholeStoreBenchmark {
  @Param("1000000")
  public int keys;

  private Path saved;
  private Path unsaved;

  @Setup
  public void load() throws IOException {
    saved = filled();
    unsaved = filled();
    Files.delete(Snapshot.file(unsaved));
  }

  private Path filled() throws IOException {
    Path directory = Scratch.directory();
    try (SegmentedStore store = SegmentedStore.open(directory, options())) {
      Scratch.fill(store, keys);
    }
    return directory;
  }

  private static Options options() {
    return Options.DEFAULTS.with().syncPolicy(SyncPolicy.never()).build();
  }

  @TearDown
  public void delete() throws IOException {
    Scratch.delete(saved);
    Scratch.delete(unsaved);
  }

  @Benchmark
  public long openSnapshot() throws IOException {
    try (SegmentedStore store = SegmentedStore.openReadOnly(saved)) {
      return store.size();
    }
  }

  @Benchmark
  public long openScan() throws IOException {
    try (SegmentedStore store = SegmentedStore.openReadOnly(unsaved)) {
      return store.size();
    }
  }

  @Benchmark
  public long iterate() throws IOException {
    long bytes = 0;
    try (SegmentedStore store = SegmentedStore.openReadOnly(saved);
        Cursor cursor = store.scan(KeyRange.all())) {
      for (Optional<Entry> entry = cursor.next(); entry.isPresent(); entry = cursor.next()) {
        bytes += entry.get().value().length;
      }
    }
    return bytes;
  }

  @Benchmark
  public long verify() throws IOException {
    try (SegmentedStore store = SegmentedStore.openReadOnly(saved)) {
      return store.verify().records();
    }
  }

  /** Overwrites a half of the keys and rewrites everything: so the puts are in the figure, too. */
  @Benchmark
  public long overwriteHalfAndCompact() throws IOException {
    try (SegmentedStore store = SegmentedStore.open(saved, options())) {
      Scratch.fill(store, keys / 2);
      store.compact();
      return store.stats().totalBytes();
    }
  }
}
