package logkv.grading;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Checks the rules of the chain and prints suites by modules: {@code Prove [--pristine]}, anywhere
 * inside of the course, after everything was compiled.
 *
 * <p>Exit status: 0 if every rule is kept, 1 if one is broken, 2 if nothing could be checked.
 */
public final class Prove {
  private static final String PRISTINE = "--pristine";

  private Prove() {}

  public static void main(String[] options) {
    System.exit(prove(Path.of(""), List.of(options), System.out, System.err));
  }

  /** Returns the exit status. */
  static int prove(Path folder, List<String> options, PrintStream out, PrintStream err) {
    if (!List.of(PRISTINE).containsAll(options)) {
      err.println("usage: prove [" + PRISTINE + "]");
      return 2;
    }
    try {
      Proof proof = Proof.of(Chain.around(folder), options.contains(PRISTINE));
      out.print(report(proof));
      return proof.holds() ? 0 : 1;
    } catch (IOException e) {
      err.println("prove: " + e.getMessage());
      return 2;
    }
  }

  static String report(Proof proof) {
    StringBuilder report = new StringBuilder(proof.matrix()).append('\n');
    for (Map.Entry<String, List<Violation>> rule : proof.violations().entrySet()) {
      report.append(rule.getValue().isEmpty() ? "kept    " : "BROKEN  ").append(rule.getKey());
      report.append('\n');
      rule.getValue().forEach(one -> report.append("        ").append(one).append('\n'));
    }
    proof.notes().forEach(note -> report.append('\n').append(note).append('\n'));
    return report.toString();
  }
}
