package logkv;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import logkv.log.Location;
import logkv.log.LogFile;

/**
 * Rewrites a log so that it holds its live records and nothing else.
 *
 * <pre>
 *   data.log           | a=1 | b=2 | a=3 | b (tombstone) | c=4 |    before
 *
 *   data.log           | a=1 | b=2 | a=3 | b (tombstone) | c=4 |    copied aside
 *   data.log.compact   | a=3 | c=4 |
 *
 *   data.log           | a=3 | c=4 |                                swapped: the rename is the
 *                                                                   commit point
 * </pre>
 *
 * <p>Whoever dies before the rename leaves the old log untouched, and beside it a {@code
 * data.log.compact} that means nothing. Whoever dies after it leaves the new log. Nothing in between
 * exists, because a rename happens entirely or not at all.
 *
 * <p>Tombstones may all go, because everything that they hide goes with them.
 */
final class Compactor {
  private static final String ASIDE = "data.log.compact";

  private Compactor() {}

  /** Where the new log is built: beside the old one, because a rename cannot leave its disk. */
  static Path aside(Path directory) {
    return directory.resolve(ASIDE);
  }

  /** Removes what an interrupted compaction left in {@code directory}, if there is anything. */
  static void removeLeftovers(Path directory) throws IOException {
    if (Files.isRegularFile(aside(directory))) {
      Files.delete(aside(directory));
    }
  }

  /**
   * Copies the records that {@code index} names from {@code log} to the end of {@code aside}, in the
   * order in which they lie in the log, and forces them once.
   *
   * @return where each key's record lies in {@code aside}
   */
  static Map<String, Location> copy(LogFile log, Map<String, Location> index, LogFile aside)
      throws IOException {
    List<Map.Entry<String, Location>> live = new ArrayList<>(index.entrySet());
    live.sort(Comparator.comparingLong(entry -> entry.getValue().offset()));
    Map<String, Location> copied = new HashMap<>();
    for (Map.Entry<String, Location> entry : live) {
      copied.put(entry.getKey(), aside.write(log.read(entry.getValue())));
    }
    aside.force();
    return copied;
  }

  /**
   * Makes the file {@code aside} the log. Both must be closed; not every system renames open files.
   * Durable once the directory was forced.
   */
  static void swap(Path aside, Path log) throws IOException {
    Files.move(aside, log, ATOMIC_MOVE);
  }
}
