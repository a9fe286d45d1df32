package logkv.grading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import logkv.course.Phase;

/**
 * What came of checking a course by every rule.
 *
 * @param violations by the promise of the rule that is broken; a rule that is kept has an empty list
 * @param matrix suites by modules, with the numbers of tests
 * @param notes sentences about what was left out, and why
 */
record Proof(Map<String, List<Violation>> violations, String matrix, List<String> notes) {

  /**
   * Runs every suite on every module it can judge, and checks all rules.
   *
   * @param pristine whether all phases must still be what was handed out, as they must where the
   *     course is maintained
   * @throws IOException if a file cannot be read, or no JVM be started for the suites
   */
  static Proof of(Chain chain, boolean pristine) throws IOException {
    return of(chain, pristine, Runs.of(chain));
  }

  /** The same, when the suites have run already. */
  static Proof of(Chain chain, boolean pristine, Runs runs) throws IOException {
    Exceptions exceptions = Exceptions.of(chain);
    Map<String, List<Violation>> violations = new LinkedHashMap<>();
    for (Rule rule : rules(runs, pristine)) {
      violations.put(rule.promise(), exceptions.without(rule.check(chain)));
    }
    List<String> notes = notes(chain, pristine);
    if (notes.isEmpty()) { // else an exception may be idle only because of what was left out
      violations.put("every exception is needed", exceptions.idle());
    }
    return new Proof(violations, Matrix.of(chain, runs), notes);
  }

  /** The same with one rule more, to which there are no exceptions. */
  Proof and(Rule rule, Chain chain) throws IOException {
    Map<String, List<Violation>> all = new LinkedHashMap<>(violations);
    all.put(rule.promise(), rule.check(chain));
    return new Proof(all, matrix, notes);
  }

  /** The rules for which nothing needs to run. */
  static List<Rule> rulesOfSources() {
    return List.of(
        new Compiled(),
        new OwnTodos(),
        new SameFiles(),
        new SameTestFiles(),
        new Pointers(),
        new Steps());
  }

  private static List<Rule> rules(Runs runs, boolean pristine) {
    List<Rule> rules = new ArrayList<>(rulesOfSources());
    if (pristine) {
      rules.add(new Untouched());
    }
    rules.add(new RedSkeleton(runs));
    rules.add(GreenLater.onTheAnswer(runs));
    rules.add(GreenLater.everAfter(runs));
    rules.add(new Counted(runs));
    rules.add(new AllRun(runs));
    return rules;
  }

  private static List<String> notes(Chain chain, boolean pristine) throws IOException {
    List<String> notes = new ArrayList<>();
    for (Phase phase : chain.phases()) {
      if (phase.isBegun() && !pristine) {
        notes.add(
            phase.name() + " has been begun, so what is true of skeletons was not asked of it.");
      }
    }
    return notes;
  }

  /** Whether no rule is broken. */
  boolean holds() {
    return violations.values().stream().allMatch(List::isEmpty);
  }
}
