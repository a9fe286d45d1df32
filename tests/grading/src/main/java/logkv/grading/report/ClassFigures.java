package logkv.grading.report;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import logkv.grading.score.Grade;
import logkv.grading.score.PhaseResult;
import logkv.grading.score.PhaseResult.State;
import logkv.grading.score.PhaseResult.WrongStore;
import logkv.grading.score.Promise;
import logkv.grading.score.PromiseResult;
import logkv.grading.score.Verdict;

/** What a class as a whole has done. */
final class ClassFigures {
  static final int BINS = 10;

  private final List<Grade> grades;

  ClassFigures(List<Grade> grades) {
    this.grades = List.copyOf(grades);
  }

  /** Tenths of a point; of two in the middle their mean. 0 if there is nobody. */
  int median() {
    List<Integer> points = grades.stream().map(Grade::points).sorted().toList();
    int size = points.size();
    return size == 0 ? 0 : (points.get((size - 1) / 2) + points.get(size / 2)) / 2;
  }

  /** Tenths of a point. */
  int mean() {
    return (int) Math.round(grades.stream().mapToInt(Grade::points).average().orElse(0));
  }

  int maxPoints() {
    return grades.stream().mapToInt(Grade::maxPoints).max().orElse(0);
  }

  /**
   * How many have so many of their points: the first of ten is less than a tenth, the last is nine
   * tenths and more, all of them included.
   */
  int[] distribution() {
    int[] bins = new int[BINS];
    for (Grade grade : grades) {
      int bin =
          grade.maxPoints() == 0 ? 0 : (int) ((long) BINS * grade.points() / grade.maxPoints());
      bins[Math.min(BINS - 1, bin)]++;
    }
    return bins;
  }

  /**
   * A phase, of all students together.
   *
   * @param mean tenths of a point, of those who have it in their grade
   * @param handedIn how many have done something for it
   * @param notCompiled how many of these do not compile
   */
  record OfPhase(int phase, int mean, int maxPoints, int handedIn, int notCompiled) {}

  List<OfPhase> phases() {
    Map<Integer, List<PhaseResult>> byNumber = new TreeMap<>();
    for (Grade grade : grades) {
      grade
          .phases()
          .forEach(phase ->
              byNumber.computeIfAbsent(phase.phase(), none -> new ArrayList<>()).add(phase));
    }
    List<OfPhase> phases = new ArrayList<>();
    byNumber.forEach((number, results) -> phases.add(new OfPhase(
        number,
        (int)
            Math.round(results.stream().mapToInt(PhaseResult::points).average().orElse(0)),
        results.stream().mapToInt(PhaseResult::maxPoints).max().orElse(0),
        (int) results.stream().filter(ClassFigures::isHandedIn).count(),
        (int) results.stream().filter(r -> r.state() == State.NOT_COMPILED).count())));
    return phases;
  }

  private static boolean isHandedIn(PhaseResult phase) {
    return phase.state() == State.GRADED || phase.state() == State.NOT_COMPILED;
  }

  /**
   * A promise, of all students together.
   *
   * @param kept how many have kept it, of those for whom it was tried
   */
  record OfPromise(Promise promise, int kept, int tried) {
    double share() {
      return tried == 0 ? 1 : (double) kept / tried;
    }
  }

  /** The promises that somebody has broken, those first that the smallest share has kept. */
  List<OfPromise> hardest() {
    Map<String, OfPromise> byId = new LinkedHashMap<>();
    for (Grade grade : grades) {
      for (PhaseResult phase : grade.phases()) {
        for (PromiseResult result : phase.promises()) {
          if (phase.state() == State.GRADED) {
            int kept = result.verdict() == Verdict.KEPT ? 1 : 0;
            byId.merge(
                result.promise().id(),
                new OfPromise(result.promise(), kept, 1),
                (all, one) ->
                    new OfPromise(all.promise(), all.kept() + one.kept(), all.tried() + 1));
          }
        }
      }
    }
    return byId.values().stream()
        .filter(promise -> promise.kept() < promise.tried())
        .sorted(comparing(OfPromise::share).thenComparing(of -> of.promise().id()))
        .toList();
  }

  /** Which wrong stores of the museum the class has built, the commonest first, and who has. */
  Map<String, List<Grade>> wrongStores() {
    Map<String, List<Grade>> byName = new TreeMap<>();
    for (Grade grade : grades) {
      for (PhaseResult phase : grade.phases()) {
        phase.alike().map(WrongStore::name).ifPresent(name -> {
          List<Grade> who = byName.computeIfAbsent(name, none -> new ArrayList<>());
          if (!who.contains(grade)) {
            who.add(grade);
          }
        });
      }
    }
    Map<String, List<Grade>> sorted = new LinkedHashMap<>();
    byName.entrySet().stream()
        .sorted(comparing(entry -> -entry.getValue().size()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }
}
