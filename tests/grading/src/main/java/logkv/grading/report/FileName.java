package logkv.grading.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** Names for files of students, whatever a student is called. */
public final class FileName {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,79}");
  private static final int LONGEST = 60;

  /** What Windows keeps for devices. */
  private static final Set<String> RESERVED = Set.of("con", "prn", "aux", "nul", "index");

  private FileName() {}

  /**
   * Returns a name of letters, digits, dots, dashes and underscores. That is {@code student} itself if
   * it is one; otherwise a checksum in it keeps it apart from others.
   */
  public static String of(String student) {
    String stem = student.toLowerCase(Locale.ROOT).replaceFirst("\\..*", "");
    boolean isPlain = PLAIN.matcher(student).matches()
        && !student.endsWith(".")
        && !RESERVED.contains(stem)
        && !stem.matches("(com|lpt)[0-9]");
    if (isPlain) {
      return student;
    }
    String similar = student.replaceAll("[^A-Za-z0-9_-]+", "_");
    CRC32 crc = new CRC32();
    crc.update(student.getBytes(UTF_8));
    return "%s-%08x"
        .formatted(similar.substring(0, Math.min(LONGEST, similar.length())), crc.getValue());
  }
}
