package logkv.grading.hidden;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import logkv.course.Course;
import logkv.course.Phase;
import logkv.grading.bench.Bench;
import logkv.grading.bench.Broken;
import logkv.grading.bench.Examination;
import logkv.grading.bench.HiddenSuite;
import logkv.grading.bench.StoreUnderTest;
import logkv.grading.score.Promise;
import logkv.grading.score.Rubric;

/** What submissions of this course are tried with. */
public final class Hidden {
  private Hidden() {}

  public static Examination examination(Course course) throws IOException {
    List<Promise> promises = new ArrayList<>();
    List<HiddenSuite> suites = new ArrayList<>();
    for (Phase phase : course.phases()) {
      String id = phase.number() + ".found-again";
      String sentence = "What was put is found again.";
      promises.add(new Promise(id, phase.number(), 10, sentence, "01-storage-in-memory.md"));
      suites.add(new FoundAgain(phase.number(), id));
    }
    return new Examination(
        new Rubric(promises), suites, List.of(), (phase, results) -> Optional.empty());
  }

  private record FoundAgain(int phase, String id) implements HiddenSuite {
    @Override
    public List<String> promises() {
      return List.of(id);
    }

    @Override
    public void run(Bench bench) {
      bench.check(id, trial -> {
        StoreUnderTest store =
            phase == 1 ? trial.process().openInMemory() : trial.open(trial.newFolder());
        String value = "v" + trial.random().nextInt();
        store.put("key", value);
        Optional<String> found = store.get("key");
        if (!found.equals(Optional.of(value))) {
          throw new Broken(
              "put(\"key\", \"%s\"), then get(\"key\") returned %s".formatted(value, found), "");
        }
      });
    }
  }
}
