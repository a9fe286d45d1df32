package logkv.segmented.index;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
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

  private BloomFilter filter;

  @Setup
  public void makeFilter() {
    filter = BloomFilter.of(LongStream.range(0, keys).map(Hashes::of).toArray(), keys, 10);
  }

  @Benchmark
  public boolean mayContainHit() {
    return filter.mayContain(Hashes.of(ThreadLocalRandom.current().nextInt(keys)));
  }

  @Benchmark
  public boolean mayContainMiss() {
    return filter.mayContain(Hashes.of(-1 - ThreadLocalRandom.current().nextInt(keys)));
  }
}
