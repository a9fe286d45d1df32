package logkv.grading.inside;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import logkv.grading.bench.Broken;
import logkv.grading.bench.LocalStore;

/**
 * A store that several threads share. What they do is arranged so that each knows what it must find;
 * how it goes wrong differs from run to run, so the story does not tell.
 */
final class Shared {
  private Shared() {}

  /** What one thread does. */
  @FunctionalInterface
  interface Work {
    void on(LocalStore store, int number) throws IOException;
  }

  /** Puts, and makes sure that the value is there. */
  static void putAndGet(LocalStore store, String key, String value) throws IOException {
    store.put(key, value);
    if (!store.get(key).equals(Optional.of(value))) {
      throw new IOException("a get did not find what its thread had just put");
    }
  }

  /**
   * Lets as many threads work on a new store.
   *
   * @param result puts into an empty map what must be there afterwards
   */
  static void require(
      Simulated.Opening opening,
      int threads,
      Work work,
      Consumer<Map<String, String>> result,
      String sentence,
      String done)
      throws IOException, InterruptedException {
    Simulated simulated = Simulated.open(opening);
    simulated.disk.record(false);
    Threads meeting = new Threads();
    simulated.faults(meeting);
    boolean threw =
        meeting.run(threads, number -> work.on(simulated.store(), number)).isPresent();
    result.accept(simulated.model);
    if (threw || !holds(simulated)) {
      throw broken(sentence, done);
    }
    try {
      simulated.reopen();
    } catch (IOException | RuntimeException e) {
      throw broken(sentence, done);
    }
    if (!holds(simulated)) {
      throw broken(sentence, done);
    }
    simulated.close();
  }

  private static boolean holds(Simulated simulated) {
    try {
      return simulated.difference().isEmpty();
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private static Broken broken(String sentence, String done) {
    return Story.of(sentence)
        .workload(done)
        .expected("no call throws, and every put is there, before and after reopening")
        .came("a call threw, or a put was not there; it differs from run to run")
        .hint("keep the word synchronized: calls happen one after another");
  }
}
