package logkv.segmented.index;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
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
import org.openjdk.jmh.annotations.Warmup;

/** What a question to a Bloom filter of 10 bits a key costs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class BloomFilterBenchmark {
  @Param({"100000", "10000000"})
  public int keys;

  private long[] hashes;
  private BloomFilter filter;

  @Setup
  public void makeFilter() {
    hashes = new Random(20261120).longs(keys).toArray();
    filter = BloomFilter.of(hashes, keys, 10);
  }

  @Benchmark
  public boolean mayContainHit() {
    return filter.mayContain(hashes[ThreadLocalRandom.current().nextInt(keys)]);
  }

  @Benchmark
  public boolean mayContainMiss() {
    return filter.mayContain(ThreadLocalRandom.current().nextLong());
  }
}
