package logkv;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import logkv.log.CorruptRecordException;
import logkv.log.Location;
import logkv.log.LogFile;
import logkv.log.LogRecord;
import logkv.log.LogRecord.Put;

/**
 * The records of a log, and which of them are dead.
 *
 * <pre>
 *   offset  bytes
 *        0     25  tea=green          dead
 *       25     20  tea (tombstone)    dead
 *   45 of 45 bytes are dead
 * </pre>
 */
final class LogDrawing {
  private static final int LONGEST = 20;

  private final Map<Location, LogRecord> records = new LinkedHashMap<>();
  private final Map<String, Location> newest = new HashMap<>();
  private String damage = "";

  private LogDrawing(Path log) throws IOException {
    try (LogFile file = LogFile.open(log)) {
      file.replay((location, record) -> {
        records.put(location, record);
        newest.put(record.key(), location);
      });
    } catch (CorruptRecordException e) {
      damage = e.getMessage().replaceAll(".*: (no record at offset \\d+).*", "$1");
    }
  }

  /** Reads {@code log}, which may be open. */
  static LogDrawing of(Path log) throws IOException {
    return new LogDrawing(log);
  }

  /** Returns the records as in {@code tea=green}, oldest first, and what is no record at the end. */
  List<String> records() {
    List<String> texts =
        new ArrayList<>(records.values().stream().map(LogDrawing::text).toList());
    if (!damage.isEmpty()) {
      texts.add(damage);
    }
    return texts;
  }

  @Override
  public String toString() {
    StringBuilder drawing = new StringBuilder("  offset  bytes\n");
    long bytes = 0;
    long dead = 0;
    for (Map.Entry<Location, LogRecord> entry : records.entrySet()) {
      Location location = entry.getKey();
      boolean alive = isAlive(location, entry.getValue());
      bytes += location.length();
      dead += alive ? 0 : location.length();
      drawing.append("%8d %6d  %-28s %s\n"
          .formatted(
              location.offset(),
              location.length(),
              text(entry.getValue()),
              alive ? "alive" : "dead"));
    }
    if (!damage.isEmpty()) {
      return drawing.append("  ").append(damage).append("\n").toString();
    }
    return drawing.append("  %d of %d bytes are dead\n".formatted(dead, bytes)).toString();
  }

  private boolean isAlive(Location location, LogRecord record) {
    return record instanceof Put && location.equals(newest.get(record.key()));
  }

  private static String text(LogRecord record) {
    return record instanceof Put put
        ? shortened(put.key()) + "=" + shortened(put.value())
        : shortened(record.key()) + " (tombstone)";
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "..";
  }
}
