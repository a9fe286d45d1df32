package logkv.grading.alike;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import logkv.course.Course;
import logkv.grading.bench.Examination;
import logkv.grading.museum.Exhibit;
import logkv.grading.museum.Museum;
import logkv.grading.score.PhaseResult.WrongStore;
import logkv.grading.score.PromiseResult;

/** Recognises the wrong stores of the museum by the promises that they break, and in which words. */
public final class KnownStores implements Examination.Museum {
  private static final String FILE = "tests/grading/traces.txt";

  private final List<Exhibit> exhibits;
  private final Traces traces;

  private KnownStores(List<Exhibit> exhibits, Traces traces) {
    this.exhibits = exhibits;
    this.traces = traces;
  }

  /** Those of {@code course}. */
  public static KnownStores of(Course course) throws IOException {
    List<Exhibit> exhibits = new ArrayList<>(Museum.of(course).exhibits());
    exhibits.addAll(Museum.annex(course).exhibits());
    return new KnownStores(exhibits, traces(course));
  }

  /** What is written down about them. */
  public static Traces traces(Course course) throws IOException {
    return Traces.read(course.root().resolve(FILE));
  }

  /** Names one only if no other behaves as much alike: a wrong story is worse than none. */
  @Override
  public Optional<WrongStore> alike(int phase, List<PromiseResult> results) {
    List<String> best = traces.alike(Trace.of(results), names(phase));
    return best.size() == 1
        ? exhibits.stream()
            .filter(exhibit -> exhibit.name().equals(best.get(0)))
            .map(exhibit -> new WrongStore(exhibit.name(), exhibit.story()))
            .findFirst()
        : Optional.empty();
  }

  private List<String> names(int phase) {
    return exhibits.stream()
        .filter(exhibit -> exhibit.phase().number() == phase)
        .map(Exhibit::name)
        .toList();
  }
}
