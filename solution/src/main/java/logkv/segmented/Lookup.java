package logkv.segmented;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32C;
import logkv.segmented.format.RecordFormat;
import logkv.segmented.index.KeyIndex;

/**
 * Finds the record of one key: the index names places, and this reads what is there.
 *
 * <p>A record that turns out to be damaged may be anybody's. So the search goes on, and only if it ends
 * without the key, {@link #requireUndamaged} says what was in the way: the key is not called absent
 * then.
 *
 * <p>Used once, by one thread, which has entered {@link Grace} or has the turn to write.
 */
final class Lookup implements KeyIndex.Match {
  /** Records up to this length are read at once; of longer ones the value goes to its own array. */
  private static final int SCRATCH_BYTES = 4096;

  private static final ThreadLocal<byte[]> SCRATCH =
      ThreadLocal.withInitial(() -> new byte[SCRATCH_BYTES]);

  private final Segments segments;
  private final byte[] key;
  private final boolean wantsValue;
  private byte[] value;
  private int recordBytes;
  private IOException damage; // the first

  Lookup(Segments segments, byte[] key, boolean wantsValue) {
    this.segments = segments;
    this.key = key;
    this.wantsValue = wantsValue;
  }

  /** The value of the record that was found last. */
  byte[] value() {
    return value;
  }

  /** The length of the record that was found last. */
  int recordBytes() {
    return recordBytes;
  }

  /** @throws IOException if a record that may be this key's could not be read, or was damaged */
  void requireUndamaged() throws IOException {
    if (damage != null) {
      throw damage;
    }
  }

  @Override
  public boolean holds(long location) throws IOException {
    Segment segment = segments.at(location);
    long offset = Locations.offset(location);
    try {
      return examine(segment, offset, location);
    } catch (InternalError e) {
      return damaged(segment.unreadable(offset, e));
    }
  }

  private boolean examine(Segment segment, long offset, long location) throws IOException {
    long left = segment.end() - offset;
    int known = Locations.lengthAtMost(location);
    int front = RecordFormat.HEADER_BYTES + key.length;
    boolean atOnce = wantsValue && known > 0 && known <= SCRATCH_BYTES;
    int count = (int) Math.min(left, atOnce ? known : front);
    byte[] bytes = count <= SCRATCH_BYTES ? SCRATCH.get() : new byte[count];
    if (count < RecordFormat.HEADER_BYTES) {
      return damaged(segment, offset, "the file ends inside of its header");
    }
    segment.read(offset, bytes, count);
    if (!RecordFormat.hasHeader(bytes, 0, segment.header().nonce(), offset)) {
      return damaged(segment, offset, "the header checksum does not match");
    }
    int valueLength = RecordFormat.valueLengthIn(bytes, 0);
    long length = RecordFormat.length(RecordFormat.keyLengthIn(bytes, 0), valueLength);
    if (RecordFormat.kindIn(bytes, 0) != RecordFormat.PUT || length > left) {
      return damaged(segment, offset, "it is not the put that the index knows");
    }
    if (RecordFormat.keyLengthIn(bytes, 0) != key.length
        || !Arrays.equals(bytes, RecordFormat.HEADER_BYTES, front, key, 0, key.length)) {
      // Another key with the same tag; or ours, and its bytes are not what they were.
      return !segment.hasWholeBody(offset, bytes)
          && damaged(segment, offset, "the body checksum does not match");
    }
    recordBytes = (int) length;
    return !wantsValue || readValue(segment, offset, bytes, count, front, valueLength);
  }

  private boolean readValue(
      Segment segment, long offset, byte[] bytes, int count, int front, int valueLength)
      throws IOException {
    CRC32C crc = new CRC32C();
    byte[] found;
    if (recordBytes <= count) {
      crc.update(bytes, RecordFormat.HEADER_BYTES, recordBytes - RecordFormat.HEADER_BYTES);
      found = Arrays.copyOfRange(bytes, front, recordBytes);
    } else {
      found = new byte[valueLength];
      segment.read(offset + front, found, valueLength);
      crc.update(key, 0, key.length);
      crc.update(found, 0, valueLength);
    }
    if ((int) crc.getValue() != RecordFormat.bodyChecksumIn(bytes, 0)) {
      return damaged(segment, offset, "the body checksum does not match");
    }
    value = found;
    return true;
  }

  private boolean damaged(Segment segment, long offset, String reason) {
    return damaged(segment.wrong(offset, reason));
  }

  private boolean damaged(IOException found) {
    if (damage == null) {
      damage = found;
    }
    return false;
  }
}
