package logkv.grading.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import logkv.grading.score.PhaseResult.State;
import logkv.grading.score.PhaseResult.WrongStore;

/** Grades that nobody earned, of a course of three phases. */
public final class SampleGrades {
  /** What a name or a message may be, if its author means harm. */
  public static final String HOSTILE =
      "</pre><script>alert(1)</script> \"'&`${x} ]]> | [a](b) <!--";

  private static final Promise PUT =
      new Promise("1.put", 1, 60, "What was put can be got.", "01-inmemory.md#put");
  private static final Promise SNAPSHOT = new Promise(
      "1.snapshot", 1, 40, "The set of keys does not change afterwards.", "01-inmemory.md#keys");
  private static final Promise REOPEN = new Promise(
      "2.reopen",
      2,
      175,
      "What was put is there after the store was closed and opened again.",
      "02-persistence.md#replay");
  private static final Promise KILLED = new Promise(
      "2.killed",
      2,
      225,
      "A process that is killed keeps every acknowledged put.",
      "02-persistence.md#append");
  private static final Promise DELETED = new Promise(
      "3.deleted", 3, 500, "What was deleted stays deleted.", "03-tombstones.md#delete");
  private static final List<Promise> PROMISES = List.of(PUT, SNAPSHOT, REOPEN, KILLED, DELETED);

  private static final String STORY = """
      put(tea, green), then the process was killed and the store opened by another one.
      expected  get(tea) is green
      came      nothing
      files     /db/data.log 19 bytes
         0  00 00 00 00 00 00 00 00  01  00 00 00 03  ........ . ....
        13  00 00 00 05  74 65 61 67 72 65              .... teagre
                                        ^^ the record ends here, and should have two bytes more""";

  private SampleGrades() {}

  /** All points. */
  public static Grade best(String student) {
    return grade(student, "11111");
  }

  /** Keeps the promises whose digit is 1; 0 is broken, and so with 2, which also resembles an exhibit. */
  public static Grade grade(String student, String kept) {
    List<PhaseResult> phases = new ArrayList<>();
    for (int phase = 1; phase <= 3; phase++) {
      List<PromiseResult> results = new ArrayList<>();
      Optional<WrongStore> alike = Optional.empty();
      for (int i = 0; i < PROMISES.size(); i++) {
        Promise promise = PROMISES.get(i);
        if (promise.phase() == phase) {
          char digit = kept.charAt(i);
          results.add(digit == '1' ? PromiseResult.kept(promise) : broken(promise));
          if (digit == '2') {
            alike = Optional.of(new WrongStore(
                "no-force", "Somebody called flush and took it for a force.\nThe cache was lost."));
          }
        }
      }
      phases.add(new PhaseResult(phase, State.GRADED, "", 40 + phase, 49, results, alike));
    }
    return new Grade(student, phases, "Locked up with bubblewrap.", List.of());
  }

  /** Phase 1 is all right, phase 2 does not compile, phase 3 is not there. */
  public static Grade unfinished(String student) {
    Grade all = best(student);
    return new Grade(
        student,
        List.of(
            all.phases().get(0),
            not(
                2,
                State.NOT_COMPILED,
                Verdict.NOT_COMPILED,
                "phase-2-persistence/src/main/java/logkv/LogStore.java:12: ';' expected"),
            not(3, State.NOT_SUBMITTED, Verdict.NOT_SUBMITTED, "")),
        "Only limits of time and memory: bubblewrap is not installed here.",
        List.of("phase-2-persistence/src/main/resources/x: only src/main/java is taken"));
  }

  /** Says something hostile wherever a submission has a say. */
  public static Grade hostile() {
    PromiseResult broken = new PromiseResult(KILLED, Verdict.NOT_REACHED, HOSTILE, HOSTILE);
    return new Grade(
        HOSTILE,
        List.of(
            not(1, State.NOT_COMPILED, Verdict.NOT_COMPILED, HOSTILE),
            new PhaseResult(
                2,
                State.GRADED,
                "",
                0,
                0,
                List.of(PromiseResult.kept(REOPEN), broken),
                Optional.empty()),
            not(3, State.UNTOUCHED, Verdict.NOT_SUBMITTED, "")),
        "Locked up with bubblewrap.",
        List.of(HOSTILE));
  }

  private static PromiseResult broken(Promise promise) {
    return new PromiseResult(
        promise, Verdict.BROKEN, STORY, "Was the put acknowledged before it was forced?");
  }

  private static PhaseResult not(int phase, State state, Verdict verdict, String words) {
    List<PromiseResult> results = PROMISES.stream()
        .filter(promise -> promise.phase() == phase)
        .map(promise -> new PromiseResult(promise, verdict, "", ""))
        .toList();
    return new PhaseResult(phase, state, words, 0, 0, results, Optional.empty());
  }
}
