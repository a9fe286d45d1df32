package logkv.grading.hidden;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import logkv.grading.bench.Bench;
import logkv.grading.bench.HiddenSuite;
import logkv.grading.bench.StoreThrew;
import logkv.grading.inside.Story;

/** A suite that is a list of promises, each with its check, in the order of the rubric. */
abstract class PromisedSuite implements HiddenSuite {
  private final int phase;
  private final Map<String, Bench.Check> checks = new LinkedHashMap<>();

  PromisedSuite(int phase) {
    this.phase = phase;
  }

  /** Adds the promise {@code word} of this phase. */
  final void promise(String word, Bench.Check check) {
    checks.put(phase + "." + word, check);
  }

  @Override
  public final int phase() {
    return phase;
  }

  @Override
  public final List<String> promises() {
    return List.copyOf(checks.keySet());
  }

  @Override
  public final void run(Bench bench) {
    checks.forEach((promise, check) -> bench.check(promise, trial -> {
      try {
        check.run(trial);
      } catch (StoreThrew threw) {
        throw threw.isTodo() ? threw : unpromised(threw);
      }
    }));
  }

  private static RuntimeException unpromised(StoreThrew threw) {
    return Story.of("A call throws where no exception was promised.")
        .workload(threw.call() + ", on files that this store has written or may find")
        .came(Play.said(threw))
        .hint("begin at the line that threw, and ask what it was given to read");
  }
}
