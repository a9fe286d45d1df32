package logkv.segmented;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * Single calls on a store of a million keys, without forces, beside what the file alone would cost.
 *
 * <p>A put may take a new key or an old one; {@code bareAppend} writes as many bytes as a put does, and
 * {@code bareRead} reads a record at a place that it knows.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class StoreBenchmark {
  private static final int RECORD_BYTES = 17 + 16 + Scratch.VALUE_BYTES;

  @Param("1000000")
  public int keys;

  private final byte[] value = new byte[Scratch.VALUE_BYTES];
  private final ByteBuffer bytes = ByteBuffer.allocateDirect(RECORD_BYTES);
  private Path directory;
  private SegmentedStore store;
  private FileChannel bare;
  private long end;
  private long next;

  @Setup
  public void load() throws IOException {
    directory = Scratch.directory();
    store = SegmentedStore.open(
        directory, Options.DEFAULTS.with().syncPolicy(SyncPolicy.never()).build());
    Scratch.fill(store, keys);
    next = keys;
    bare = FileChannel.open(directory.resolve("bare"), CREATE, READ, WRITE);
    for (end = 0; end < (long) keys * RECORD_BYTES; ) {
      bareAppend();
    }
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    bare.close();
    store.close();
    Scratch.delete(directory);
  }

  @Benchmark
  public int bareAppend() throws IOException {
    int written = bare.write(bytes.clear(), end);
    end += written;
    return written;
  }

  @Benchmark
  public int bareRead() throws IOException {
    long record = ThreadLocalRandom.current().nextInt(keys);
    return bare.read(bytes.clear(), record * RECORD_BYTES);
  }

  @Benchmark
  public void putNew() throws IOException {
    store.put(Scratch.key(next++), value);
  }

  @Benchmark
  public void overwrite() throws IOException {
    store.put(any(), value);
  }

  @Benchmark
  public Optional<byte[]> getHit() throws IOException {
    return store.get(any());
  }

  @Benchmark
  public Optional<byte[]> getMiss() throws IOException {
    return store.get(Scratch.key(-1 - ThreadLocalRandom.current().nextInt(keys)));
  }

  /** Two writes: a delete has something to delete only once. */
  @Benchmark
  public boolean putAndDelete() throws IOException {
    byte[] key = Scratch.key(-1);
    store.put(key, value);
    return store.delete(key);
  }

  @Benchmark
  public void batchOf100() throws IOException {
    Batch batch = new Batch();
    for (int i = 0; i < 100; i++) {
      batch.put(Scratch.key(next++), value);
    }
    store.write(batch);
  }

  private byte[] any() {
    return Scratch.key(ThreadLocalRandom.current().nextInt(keys));
  }
}
