package logkv.cli.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import logkv.segmented.format.RecordFormat;
import logkv.segmented.format.SegmentHeader;
import logkv.segmented.format.SegmentName;

/** A segment made record by record, so that a test knows where everything lies. */
final class SegmentBytes {
  static final int WITNESS = RecordFormat.WITNESS;
  static final int GOES_ON = RecordFormat.BATCH_GOES_ON;
  private static final long STORE = 0x0123_4567_89AB_CDEFL;

  private final SegmentHeader header;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private SegmentBytes(SegmentName name, long storeId) {
    int policy = name.generation() == 0 ? 1 : 0; // always, or a compaction
    header = new SegmentHeader(storeId, 0x0102_0304_0506_0708L * name.last(), name, policy);
    bytes.writeBytes(header.encode().array());
  }

  /** A segment as puts and deletes write it. */
  static SegmentBytes number(long number) {
    return new SegmentBytes(SegmentName.written(number), STORE);
  }

  static SegmentBytes compacted(long first, long last, int generation) {
    return new SegmentBytes(new SegmentName(first, last, generation), STORE);
  }

  static SegmentBytes ofAnotherStore(long number) {
    return new SegmentBytes(SegmentName.written(number), 42);
  }

  /** A record that was written after a force, as each is under the policy always. */
  SegmentBytes put(String key, String value) {
    return add(RecordFormat.PUT | WITNESS, key.getBytes(UTF_8), value.getBytes(UTF_8));
  }

  SegmentBytes delete(String key) {
    return add(RecordFormat.TOMBSTONE | WITNESS, key.getBytes(UTF_8), new byte[0]);
  }

  SegmentBytes put(int flags, String key, String value) {
    return add(RecordFormat.PUT | flags, key.getBytes(UTF_8), value.getBytes(UTF_8));
  }

  SegmentBytes put(byte[] key, byte[] value) {
    return add(RecordFormat.PUT | WITNESS, key, value);
  }

  SegmentBytes seal() {
    return seal(WITNESS);
  }

  SegmentBytes seal(int flags) {
    return add(RecordFormat.SEAL | flags, new byte[0], new byte[0]);
  }

  private SegmentBytes add(int kind, byte[] key, byte[] value) {
    byte[] recordHeader = new byte[RecordFormat.HEADER_BYTES];
    RecordFormat.putHeader(
        recordHeader,
        0,
        kind,
        key.length,
        value.length,
        RecordFormat.bodyChecksum(key, value),
        header.nonce(),
        bytes.size());
    bytes.writeBytes(recordHeader);
    bytes.writeBytes(key);
    bytes.writeBytes(value);
    return this;
  }

  /** Bytes that are no record. */
  SegmentBytes raw(byte[] raw) {
    bytes.writeBytes(raw);
    return this;
  }

  int size() {
    return bytes.size();
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  Path in(Path directory) throws IOException {
    return Files.write(directory.resolve(header.name().fileName()), bytes());
  }
}
