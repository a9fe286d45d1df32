package logkv.grading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of checking a course by every rule.
 *
 * @param violations by the promise of the rule that is broken; a rule that is kept has an empty list
 * @param matrix suites by modules, with the numbers of tests
 * @param notes sentences about what was left out, and why
 */
public record Proof(Map<String, List<Violation>> violations, String matrix, List<String> notes) {

  /**
   * Runs every suite on every module it can judge, and checks all rules.
   *
   * @param pristine whether all phases must still be what was handed out, as they must where the
   *     course is maintained
   * @throws IOException if a file cannot be read, or no JVM be started for the suites
   */
  public static Proof of(Course course, boolean pristine) throws IOException {
    return of(course, pristine, Runs.of(course));
  }

  /** The same, when the suites have run already. */
  static Proof of(Course course, boolean pristine, Runs runs) throws IOException {
    Exceptions exceptions = Exceptions.of(course);
    Map<String, List<Violation>> violations = new LinkedHashMap<>();
    for (Rule rule : rules(runs, pristine)) {
      violations.put(rule.promise(), exceptions.without(rule.check(course)));
    }
    List<String> notes = notes(course, pristine);
    if (notes.isEmpty()) { // else an exception may be idle only because of what was left out
      violations.put("every exception is needed", exceptions.idle());
    }
    return new Proof(violations, Matrix.of(course, runs), notes);
  }

  /** The rules for which nothing needs to run. */
  static List<Rule> rulesOfSources() {
    return List.of(
        new Compiled(), new OwnTodos(), new SameFiles(), new SameTestFiles(), new Pointers());
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

  private static List<String> notes(Course course, boolean pristine) throws IOException {
    List<String> notes = new ArrayList<>();
    for (Phase phase : course.phases()) {
      if (phase.begun() && !pristine) {
        notes.add(phase + " has been begun, so what is true of skeletons was not asked of it.");
      }
    }
    return notes;
  }

  /** Whether no rule is broken. */
  public boolean holds() {
    return violations.values().stream().allMatch(List::isEmpty);
  }
}
