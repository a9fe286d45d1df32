package logkv.segmented;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Every put is durable when it returns; how many a second, from one writer to 32?
 *
 * <p>{@code bareForce} writes a record and forces it, alone: a store without group commit can do no
 * more, however many write.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class GroupCommitBenchmark {
  private final AtomicLong next = new AtomicLong();
  private final byte[] value = new byte[Scratch.VALUE_BYTES];
  private final ByteBuffer bytes = ByteBuffer.allocateDirect(17 + 16 + Scratch.VALUE_BYTES);
  private Path directory;
  private SegmentedStore store;
  private FileChannel bare;

  @Setup
  public void open() throws IOException {
    directory = Scratch.directory();
    store = SegmentedStore.open(directory);
    bare = FileChannel.open(directory.resolve("bare"), CREATE, WRITE);
  }

  @TearDown
  public void close() throws IOException {
    bare.close();
    store.close();
    Scratch.delete(directory);
  }

  @Benchmark
  @Threads(1)
  public void bareForce() throws IOException {
    bare.write(bytes.clear());
    bare.force(false);
  }

  @Benchmark
  @Threads(1)
  public void put1() throws IOException {
    put();
  }

  @Benchmark
  @Threads(8)
  public void put8() throws IOException {
    put();
  }

  @Benchmark
  @Threads(32)
  public void put32() throws IOException {
    put();
  }

  private void put() throws IOException {
    store.put(Scratch.key(next.getAndIncrement()), value);
  }
}
