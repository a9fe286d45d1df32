package logkv.grading.hidden;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import logkv.grading.bench.StoreFolder;
import logkv.grading.inside.Drawing;
import logkv.grading.inside.Entry;
import logkv.grading.inside.Story;

/** Compares the log of a store with the records that it should hold, byte by byte. */
final class Logs {
  static final String LOG = "data.log";

  private static final int CRC_BYTES = 8;
  private static final int MOST_FILES = 6;

  private Logs() {}

  /** What the checksums of a record may be. */
  enum Checksums {
    /** Reserved before phase 6; whoever fills them in early must do it right. */
    ZERO_OR_RIGHT,
    RIGHT
  }

  /** Requires that the log holds {@code expected} and nothing else. */
  static void require(
      StoreFolder folder, List<Entry> expected, Checksums checksums, Story story, String hint)
      throws IOException {
    byte[] log = folder.read(LOG);
    byte[] right = Entry.log(expected, true);
    int[] offsets = Entry.offsets(expected);
    for (int i = 0; i < expected.size(); i++) {
      Entry entry = expected.get(i);
      byte[] found = Arrays.copyOfRange(
          log, Math.min(offsets[i], log.length), Math.min(offsets[i + 1], log.length));
      if (!isRight(found, entry, checksums)) {
        byte[] drawn = checksums == Checksums.RIGHT || hasChecksums(found)
            ? right
            : Entry.log(expected, false);
        throw story
            .expected("record %d at offset %d is %s", i, offsets[i], entry)
            .came(cameInstead(log, offsets[i]))
            .with("files", files(folder))
            .drawing(Drawing.compared(drawn, log, offsets[i]))
            .hint(hint);
      }
    }
    if (log.length != right.length) {
      throw story
          .expected("%d records, %,d bytes", expected.size(), right.length)
          .came(
              "%,d bytes; behind the last record lies %s",
              log.length, cameInstead(log, right.length))
          .with("files", files(folder))
          .hint(hint);
    }
  }

  private static String cameInstead(byte[] log, int offset) {
    if (offset >= log.length) {
      return "nothing: the log ends before";
    }
    List<Entry> rest = Entry.in(Arrays.copyOfRange(log, offset, log.length));
    return rest.isEmpty() ? "bytes that are no record" : rest.get(0).toString();
  }

  private static boolean isRight(byte[] found, Entry entry, Checksums checksums) {
    return Arrays.equals(found, entry.checked())
        || checksums == Checksums.ZERO_OR_RIGHT && Arrays.equals(found, entry.plain());
  }

  private static boolean hasChecksums(byte[] record) {
    return record.length >= CRC_BYTES && ByteBuffer.wrap(record).getLong() != 0;
  }

  /** The files of a store, as stories list them. */
  static String files(StoreFolder folder) throws IOException {
    SortedMap<String, Long> files = folder.files();
    String listed = files.entrySet().stream()
        .limit(MOST_FILES)
        .map(file -> listed(file.getKey(), file.getValue()))
        .collect(Collectors.joining(", "));
    return files.isEmpty() ? "none" : listed + (files.size() > MOST_FILES ? ", ..." : "");
  }

  /** A lock tells the number of its process, which differs in length from run to run. */
  private static String listed(String name, long bytes) {
    if (name.equals("LOCK")) {
      return name;
    }
    return bytes < 0 ? name + " (no file)" : "%s %,d bytes".formatted(name, bytes);
  }
}
