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
    index.image().writeTo(Channels.newChannel(bytes));
    written = ByteBuffer.allocateDirect(bytes.size()).put(bytes.toByteArray()).flip();
  }

  @Benchmark
  public long findHit() throws IOException {
    long key = 1 + ThreadLocalRandom.current().nextInt(keys);
    return index.find(Hashes.of(key), location -> location == key);
  }

  @Benchmark
  public long findMiss() throws IOException {
    long key = -1 - ThreadLocalRandom.current().nextInt(keys);
    return index.find(Hashes.of(key), location -> location == key);
  }

  @Benchmark
  public long putOverwrite() throws IOException {
    long key = 1 + ThreadLocalRandom.current().nextInt(keys);
    return index.put(Hashes.of(key), key, location -> location == key);
  }

  @Benchmark
  public boolean move() {
    long key = 1 + ThreadLocalRandom.current().nextInt(keys);
    return index.move(Hashes.of(key), key, key);
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
      index.put(Hashes.of(key), key, location -> location == itself);
    }
    return index;
  }
}
