package logkv.grading.score;

import java.util.List;

/**
 * What came of one submission. The same submission, course and seed give an equal grade: there is no
 * time, no process and no path in it.
 *
 * @param student the name of the submission's folder or archive, as the intake has cleaned it
 * @param phases in their order
 * @param isolation a sentence: how well the submission was locked up
 * @param remarks what else the instructor and the student should know, such as files that were
 *     refused, or what the submission tried and had to be stopped for; sentences
 */
public record Grade(
    String student, List<PhaseResult> phases, String isolation, List<String> remarks) {

  public Grade {
    student = StoryText.cut(student, 1, 200);
    phases = List.copyOf(phases);
    remarks = remarks.stream().map(remark -> StoryText.cut(remark, 5, 1_000)).toList();
  }

  /** Tenths of a point. */
  public int points() {
    return phases.stream().mapToInt(PhaseResult::points).sum();
  }

  /** Tenths of a point. */
  public int maxPoints() {
    return phases.stream().mapToInt(PhaseResult::maxPoints).sum();
  }
}
