package logkv.segmented.format;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a segment file, which says where in the log its records belong.
 *
 * <pre>
 *   0000000007.seg                 the segment that was written seventh
 *   0000000003-0000000007.2.seg    what compaction made of segments 3 to 7; some of them, or all, had
 *                                  been made by a compaction themselves, so this is the second
 *                                  generation
 * </pre>
 *
 * <p>A crash may leave a segment beside those that it replaces. The names tell which to believe: a
 * segment {@linkplain #replaces replaces} every segment of an older generation whose numbers lie
 * within its own. Numbers are never used again, and how many digits they have means nothing.
 *
 * @param first the number of the oldest segment that it stands for, from 1
 * @param last the number of the newest one
 * @param generation 0 for a segment that was written by puts and deletes, otherwise how often
 *     compaction has rewritten what is in it
 */
public record SegmentName(long first, long last, int generation) {

  /** The order of the log: oldest first. */
  public static final Comparator<SegmentName> ORDER = Comparator.comparingLong(SegmentName::first)
      .thenComparingLong(SegmentName::last)
      .thenComparingInt(SegmentName::generation);

  private static final Pattern WRITTEN = Pattern.compile("(\\d{10,19})\\.seg");
  private static final Pattern COMPACTED =
      Pattern.compile("(\\d{10,19})-(\\d{10,19})\\.(\\d{1,9})\\.seg");

  public SegmentName {
    if (first < 1 || last < first || generation < 0 || (generation == 0 && first != last)) {
      throw new IllegalArgumentException(
          "no segment can stand for %d to %d, generation %d".formatted(first, last, generation));
    }
  }

  /** The name of a segment that puts and deletes are written to. */
  public static SegmentName written(long number) {
    return new SegmentName(number, number, 0);
  }

  /** Returns what {@code fileName} says, or empty if it is not the name of a segment. */
  public static Optional<SegmentName> parse(String fileName) {
    try {
      Matcher written = WRITTEN.matcher(fileName);
      if (written.matches()) {
        return exactly(fileName, written(Long.parseLong(written.group(1))));
      }
      Matcher compacted = COMPACTED.matcher(fileName);
      if (compacted.matches()) {
        return exactly(
            fileName,
            new SegmentName(
                Long.parseLong(compacted.group(1)),
                Long.parseLong(compacted.group(2)),
                Integer.parseInt(compacted.group(3))));
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) { // such as 0000000000.seg
      return Optional.empty();
    }
  }

  /** Two spellings of one name would be two files for one segment. */
  private static Optional<SegmentName> exactly(String fileName, SegmentName name) {
    return fileName.equals(name.fileName()) ? Optional.of(name) : Optional.empty();
  }

  public String fileName() {
    return generation == 0
        ? tenDigits(first) + ".seg"
        : tenDigits(first) + "-" + tenDigits(last) + "." + generation + ".seg";
  }

  /** At least ten; String.format would take as long as the rest of opening a small store. */
  private static String tenDigits(long number) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, 10 - digits.length())) + digits;
  }

  /** Says whether all that {@code other} stands for is in this segment too, and newer. */
  public boolean replaces(SegmentName other) {
    return first <= other.first && other.last <= last && other.generation < generation;
  }

  /** Says whether both claim the place of some segment. */
  public boolean overlaps(SegmentName other) {
    return first <= other.last && other.first <= last;
  }

  @Override
  public String toString() {
    return fileName();
  }
}
