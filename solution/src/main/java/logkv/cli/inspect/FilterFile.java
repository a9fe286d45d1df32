package logkv.cli.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a Bloom filter, as {@link logkv.segmented.index.BloomFilter#writeTo} draws it. */
final class FilterFile {
  private static final int PROBES_AT = 16;
  private static final int WORDS_AT = 20;
  private static final int BITS_AT = 24;
  private static final int CRC_BYTES = 4;

  private FilterFile() {}

  static SideFile read(Path file) throws IOException {
    long size = Files.size(file);
    try (FileChannel channel = SideFile.open(file)) {
      Window window = new Window(file, channel, size);
      if (size < BITS_AT + CRC_BYTES) {
        return bad(file, size, List.of(), "the file ends inside of its header");
      }
      ByteBuffer head =
          ByteBuffer.wrap(window.bytesFrom(0, BITS_AT)).order(ByteOrder.LITTLE_ENDIAN);
      int probes = head.getInt(PROBES_AT);
      int words = head.getInt(WORDS_AT);
      long crcAt = size - CRC_BYTES;
      int stored = SideFile.little(window, crcAt, CRC_BYTES).getInt();
      int computed = SideFile.checksum(window, 0, crcAt);
      List<Field> fields = List.of(
          new Field("magic", 0, 4, null),
          new Field("version", 4, 4, "" + head.getInt(4)),
          new Field("owner", 8, 8, "nonce %016x".formatted(head.getLong(8))),
          new Field("probes", PROBES_AT, 4, "" + probes),
          new Field("words", WORDS_AT, 4, "" + words),
          new Field("bits", BITS_AT, crcAt - BITS_AT, null),
          new Field("crc", crcAt, CRC_BYTES, SideFile.verdict(stored, computed)));
      if (stored != computed) {
        return bad(file, size, fields, "its checksum does not match");
      }
      if (head.getInt(4) != 1) {
        return SideFile.ofLaterVersion(file, size, "Bloom filter", head.getInt(4));
      }
      if (probes < 1 || (long) words * Long.BYTES != crcAt - BITS_AT) {
        return bad(file, size, fields, "it cannot have %d words".formatted(words));
      }
      String summary = "Bloom filter of %s, %s"
          .formatted(Words.count((long) words * Long.SIZE, "bit"), fill(window, crcAt, probes));
      return new SideFile(file, size, summary, fields, Optional.empty(), Optional.empty());
    }
  }

  /** How full it is, and so how often it says "perhaps" of a key that it has never seen. */
  private static String fill(Window window, long end, int probes) throws IOException {
    long set = 0;
    for (long at = BITS_AT; at < end; at += Long.BYTES) {
      set += Long.bitCount(SideFile.little(window, at, Long.BYTES).getLong());
    }
    long bits = Math.max(1, (end - BITS_AT) * Byte.SIZE);
    double full = (double) set / bits;
    double passed = 100 * Math.pow(full, probes);
    String share =
        passed < 0.1 ? "fewer than 0.1 %" : String.format(Locale.ROOT, "about %.1f %%", passed);
    return "%d %% set; of the absent keys %s pass %s"
        .formatted(Math.round(100 * full), share, Words.count(probes, "probe"));
  }

  private static SideFile bad(Path file, long size, List<Field> fields, String problem) {
    return new SideFile(file, size, "Bloom filter", fields, Optional.of(problem), Optional.empty());
  }
}
