package logkv.grading.hidden;

import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import logkv.grading.bench.StoreFolder;
import logkv.grading.bench.StoreThrew;
import logkv.grading.inside.Drawing;
import logkv.grading.inside.Story;

/** What must be true after a damaged log was refused. */
final class Damage {
  private Damage() {}

  /** Requires that the refusal names the place of the first bad record. */
  static void requirePlace(StoreThrew threw, long offset, String done, byte[] log) {
    boolean named =
        Pattern.compile("offset " + offset + "\\b").matcher(threw.words()).find();
    if (!named || !threw.words().contains(Logs.LOG)) {
      throw Story.of("The refusal of a damaged log does not name the place.")
          .workload(done)
          .expected(
              "the exception names data.log and offset %d, where the bad record begins", offset)
          .came(Play.said(threw))
          .drawing(Drawing.of(log, (int) offset))
          .hint("hand CorruptRecordException the offset at which the record begins");
    }
  }

  /** Requires that the log is what it was. */
  static void requireUntouched(StoreFolder folder, byte[] log, String done) throws IOException {
    byte[] found = folder.read(Logs.LOG);
    if (!Arrays.equals(found, log)) {
      int at = Arrays.mismatch(found, log);
      throw Story.of("A damaged log that was refused has been changed.")
          .workload(done)
          .expected("data.log as it was, %,d bytes", log.length)
          .came("%,d bytes, the first difference at offset %d", found.length, at)
          .with("files", Logs.files(folder))
          .hint("who refuses changes nothing: the records behind the damage may still be read");
    }
  }
}
