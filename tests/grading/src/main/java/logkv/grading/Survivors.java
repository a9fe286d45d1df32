package logkv.grading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The mutants that are known to be as good as the answer, each with the reason why, as {@code
 * tests/grading/survivors.txt} lists them:
 *
 * <pre>
 *   # a comment
 *   method | operator | the line | why no test can tell it from the answer
 * </pre>
 */
record Survivors(Map<String, String> reasons) {

  /** @throws IOException also if a line has no reason */
  static Survivors in(Path file) throws IOException {
    Map<String, String> reasons = new TreeMap<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int reason = line.lastIndexOf(" | ");
      if (reason < 0 || line.substring(reason + 3).isBlank()) {
        throw new IOException(
            file + ", line " + number + ": needs four parts and ends with a reason");
      }
      reasons.put(line.substring(0, reason).strip(), line.substring(reason + 3).strip());
    }
    return new Survivors(reasons);
  }

  boolean excuse(Mutant mutant) {
    return reasons.containsKey(mutant.name());
  }
}
