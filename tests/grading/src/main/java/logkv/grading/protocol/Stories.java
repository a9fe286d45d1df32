package logkv.grading.protocol;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import logkv.grading.bench.StoreThrew;

/** Sentences about trouble. */
final class Stories {
  private Stories() {}

  static String of(StoreThrew threw) {
    if (threw.isTodo()) {
      return "%s is not written yet: %s".formatted(threw.call(), threw.words());
    }
    String place = threw.place().isEmpty() ? "" : "\n    at " + threw.place();
    return "%s threw %s: %s%s".formatted(threw.call(), threw.type(), threw.words(), place);
  }

  /** What the system says, without paths of the grader's machine. */
  static String of(IOException e) {
    if (e instanceof FileSystemException known && known.getReason() != null) {
      return known.getReason();
    }
    return e.getClass().getSimpleName();
  }

  static boolean isNoSpace(IOException e) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("no space left");
  }
}
