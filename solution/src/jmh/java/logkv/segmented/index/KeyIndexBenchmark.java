package logkv.segmented.index;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the index costs by itself: keys in random order, and a match that reads nothing.
 *
 * <p>Key number i has the location i, so the match only compares two numbers. In a store a hit costs
 * the reading of the record on top.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class KeyIndexBenchmark {
  private static final int LOADED = 1_000_000;

  @Param({"1000000", "5000000"})
  public int keys;

  private KeyIndex index;
  private ByteBuffer written;

  @Setup
  public void load() throws IOException {
    index = indexOf(keys);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    index.writeTo(Channels.newChannel(bytes));
    written = ByteBuffer.allocateDirect(bytes.size()).put(bytes.toByteArray()).flip();
  }

  @Benchmark
  public long findHit() throws IOException {
    long key = 1 + ThreadLocalRandom.current().nextInt(keys);
    return index.find(hash(key), location -> location == key);
  }

  @Benchmark
  public long findMiss() throws IOException {
    long key = -1 - ThreadLocalRandom.current().nextInt(keys);
    return index.find(hash(key), location -> location == key);
  }

  @Benchmark
  public long putOverwrite() throws IOException {
    long key = 1 + ThreadLocalRandom.current().nextInt(keys);
    return index.put(hash(key), key, location -> location == key);
  }

  @Benchmark
  public boolean move() {
    long key = 1 + ThreadLocalRandom.current().nextInt(keys);
    return index.move(hash(key), key, key);
  }

  /** A million new keys, from an empty index on, with all its growth. */
  @Benchmark
  @OperationsPerInvocation(LOADED)
  public KeyIndex putNew() throws IOException {
    return indexOf(LOADED);
  }

  @Benchmark
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public Optional<KeyIndex> readFrom() {
    return KeyIndex.readFrom(written.duplicate());
  }

  private static KeyIndex indexOf(int keys) throws IOException {
    KeyIndex index = new KeyIndex();
    for (long key = 1; key <= keys; key++) {
      long itself = key;
      index.put(hash(key), key, location -> location == itself);
    }
    return index;
  }

  /** As well mixed as a {@link KeyHash}, and cheaper than a key (the mixer of SplitMix64). */
  private static long hash(long key) {
    long hash = key * 0x9E3779B97F4A7C15L;
    hash = (hash ^ hash >>> 30) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ hash >>> 27) * 0x94D049BB133111EBL;
    return hash ^ hash >>> 31;
  }
}
