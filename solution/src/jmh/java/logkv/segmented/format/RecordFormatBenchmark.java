package logkv.segmented.format;

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

/** What the checksums of a record cost: of its header, and of bodies of several lengths. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RecordFormatBenchmark {
  private static final long NONCE = 0x5EED;

  @Param({"100", "4096", "65536"})
  public int valueBytes;

  private final byte[] header = new byte[RecordFormat.HEADER_BYTES];
  private final byte[] key = new byte[16];
  private byte[] value;

  @Setup
  public void fill() {
    value = new byte[valueBytes];
    encode();
  }

  @Benchmark
  public byte[] encode() {
    int body = RecordFormat.bodyChecksum(key, value);
    RecordFormat.putHeader(
        header, 0, RecordFormat.PUT, key.length, value.length, body, NONCE, SegmentHeader.BYTES);
    return header;
  }

  @Benchmark
  public boolean check() {
    return RecordFormat.hasHeader(header, 0, NONCE, SegmentHeader.BYTES)
        && RecordFormat.bodyChecksumIn(header, 0) == RecordFormat.bodyChecksum(key, value);
  }
}
