package logkv.grading;

import java.io.IOException;
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
  private Prove() {}

  public static void main(String[] args) {
    List<String> options = List.of(args);
    if (!List.of("--pristine").containsAll(options)) {
      System.err.println("usage: prove [--pristine]");
      System.exit(2);
    }
    try {
      Proof proof = Proof.of(Chain.around(Path.of("")), options.contains("--pristine"));
      System.out.print(report(proof));
      System.exit(proof.holds() ? 0 : 1);
    } catch (IOException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  static String report(Proof proof) {
    StringBuilder report = new StringBuilder(proof.matrix()).append('\n');
    for (Map.Entry<String, List<Violation>> rule : proof.violations().entrySet()) {
      report.append(rule.getValue().isEmpty() ? "kept    " : "BROKEN  ").append(rule.getKey());
      report.append('\n');
      rule.getValue().forEach(one -> report.append("        ").append(one).append('\n'));
    }
    proof.notes().forEach(note -> report.append('\n').append(note));
    return report.toString();
  }
}
