package logkv.cli.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import logkv.cli.inspect.SideFile.Position;
import logkv.segmented.format.SegmentName;

/**
 * Reads an index snapshot: its head, as the store's class Snapshot draws it, and of the index behind
 * it, which {@link logkv.segmented.index.KeyIndex.Image#writeTo} draws, how many keys it has.
 */
final class SnapshotFile {
  private static final int CRC_AT = 12;
  private static final int BODY_AT = 16;
  private static final int COUNT_AT = 40;
  private static final int SEGMENTS_AT = 44;
  private static final int SEGMENT_BYTES = 60;
  private static final int TABLE_HEAD_BYTES = 3 * Integer.BYTES;

  private SnapshotFile() {}

  static SideFile read(Path file) throws IOException {
    long size = Files.size(file);
    try (FileChannel channel = SideFile.open(file)) {
      Window window = new Window(file, channel, size);
      if (size < SEGMENTS_AT) {
        return bad(file, size, List.of(), "the file ends inside of its header");
      }
      ByteBuffer head =
          ByteBuffer.wrap(window.bytesFrom(0, SEGMENTS_AT)).order(ByteOrder.LITTLE_ENDIAN);
      int stored = head.getInt(CRC_AT);
      int computed = SideFile.checksum(window, BODY_AT, size);
      int count = head.getInt(COUNT_AT);
      boolean fits = count >= 0 && count <= (size - SEGMENTS_AT) / SEGMENT_BYTES;
      List<Field> fields = fields(window, head, computed, fits ? count : 0);
      if (stored != computed) {
        return bad(file, size, fields, "its checksum does not match");
      }
      if (head.getInt(8) != 1) {
        return SideFile.ofLaterVersion(file, size, "index snapshot", head.getInt(8));
      }
      if (!fits) {
        return bad(file, size, fields, "it cannot have %d segments".formatted(count));
      }
      Position position = new Position(head.getLong(24), head.getLong(32));
      long keys = countKeys(window, SEGMENTS_AT + (long) count * SEGMENT_BYTES);
      String summary = "index of %s, as of %s at %d"
          .formatted(Words.count(keys, "key"), segment(position), position.offset());
      return new SideFile(file, size, summary, fields, Optional.empty(), Optional.of(position));
    }
  }

  private static String segment(Position position) {
    return position.segment() < 1
        ? "nothing"
        : SegmentName.written(position.segment()).fileName();
  }

  private static List<Field> fields(Window window, ByteBuffer head, int computed, int count)
      throws IOException {
    List<Field> fields = new ArrayList<>(List.of(
        new Field("magic", 0, 8, null),
        new Field("version", 8, 4, "" + head.getInt(8)),
        new Field("crc", CRC_AT, 4, SideFile.verdict(head.getInt(CRC_AT), computed)),
        new Field("store id", BODY_AT, 8, "%016x".formatted(head.getLong(BODY_AT))),
        new Field("active's id", 24, 8, "" + head.getLong(24)),
        new Field("offset", 32, 8, "" + head.getLong(32)),
        new Field("count", COUNT_AT, 4, "" + head.getInt(COUNT_AT))));
    for (int i = 0; i < count; i++) {
      segment(window, SEGMENTS_AT + (long) i * SEGMENT_BYTES, fields);
    }
    long index = SEGMENTS_AT + (long) count * SEGMENT_BYTES;
    fields.add(new Field("index", index, window.end() - index, null));
    return fields;
  }

  private static void segment(Window window, long at, List<Field> fields) throws IOException {
    ByteBuffer b = SideFile.little(window, at, SEGMENT_BYTES);
    fields.add(new Field("slot", at, 4, "" + b.getInt(0)));
    fields.add(new Field("first id", at + 4, 8, "" + b.getLong(4)));
    fields.add(new Field("last id", at + 12, 8, "" + b.getLong(12)));
    fields.add(new Field("generation", at + 20, 4, "" + b.getInt(20)));
    fields.add(new Field("nonce", at + 24, 8, "%016x".formatted(b.getLong(24))));
    fields.add(new Field("bytes", at + 32, 8, "" + b.getLong(32)));
    fields.add(new Field("live bytes", at + 40, 8, "" + b.getLong(40)));
    fields.add(new Field("tombstones", at + 48, 8, b.getLong(48) + " bytes"));
    fields.add(new Field("zeros", at + 56, 4, null));
  }

  /** Adds up what the tables of the index say of themselves: capacity, slots taken, keys, and slots. */
  private static long countKeys(Window window, long index) throws IOException {
    long keys = 0;
    long at = index + Integer.BYTES;
    while (window.end() - at >= TABLE_HEAD_BYTES) {
      ByteBuffer head = SideFile.little(window, at, TABLE_HEAD_BYTES);
      keys += head.getInt(2 * Integer.BYTES);
      at += TABLE_HEAD_BYTES + Math.max(0L, head.getInt(0)) * (Integer.BYTES + Long.BYTES);
    }
    return keys;
  }

  private static SideFile bad(Path file, long size, List<Field> fields, String problem) {
    return new SideFile(
        file, size, "index snapshot", fields, Optional.of(problem), Optional.empty());
  }
}
