package logkv.grading.protocol;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import logkv.grading.bench.InChildSuite;
import logkv.grading.bench.StoreThrew;
import logkv.grading.child.SuiteMain;
import logkv.grading.child.Wire;
import logkv.grading.sandbox.Cell;
import logkv.grading.score.Promise;
import logkv.grading.score.PromiseResult;
import logkv.grading.score.Verdict;

/**
 * Has promises tried inside of a JVM with the submission. A promise is kept if and only if the result
 * that says so comes with the secret of its request, as the only one, and nothing else comes.
 *
 * <p>Used by one thread.
 */
public final class InChildTrials implements AutoCloseable {
  private static final int MOST_CHARACTERS = 100_000;

  private final Surroundings surroundings;
  private final Optional<String> objection;
  private final SecretChild child;
  private int stops;

  /**
   * @param classes the folders with the submission's classes, and then that of the adapter
   */
  public InChildTrials(Cell cell, Surroundings surroundings, List<Path> classes)
      throws IOException {
    this.surroundings = surroundings;
    this.child = SecretChild.in(
        cell,
        surroundings.allowance().suite(),
        surroundings.suite(),
        classes,
        cell.openFolder("suite"),
        SuiteMain.class,
        classes.stream().map(Path::toString).toList());
    this.objection = Harmless.objection(classes.get(0));
  }

  /** Tries those promises of {@code suite} that are in {@code rubric}. */
  public List<PromiseResult> run(InChildSuite suite, List<Promise> rubric) throws IOException {
    List<PromiseResult> results = new ArrayList<>();
    for (Promise promise : rubric) {
      if (suite.promises().contains(promise.id())) {
        results.add(tried(suite, promise));
      }
    }
    return results;
  }

  private PromiseResult tried(InChildSuite suite, Promise promise) throws IOException {
    if (objection.isPresent()) {
      return notReached(
          promise,
          objection.get()
              + " The simulated disk runs in one JVM with the store, so it only runs stores that use no"
              + " more of the JDK than a store needs: no reflection, class loaders, processes, sockets,"
              + " and no files but those below the folder it is given.");
    }
    if (stops >= surroundings.allowance().stops()) {
      return notReached(
          promise,
          "This was not tried, because the store had been stopped %d times already."
              .formatted(stops));
    }
    try {
      return child.ask(
          surroundings.allowance().inside(),
          out -> {
            Wire.writeText(out, suite.getClass().getName());
            Wire.writeText(out, promise.id());
            out.writeLong(surroundings.number(promise.id()));
          },
          in -> result(in, promise));
    } catch (SecretChild.Lost e) {
      stops += e.byLimit() ? 1 : 0;
      return e.byLimit()
          ? notReached(promise, e.getMessage())
          : broken(promise, e.getMessage(), "");
    }
  }

  private static PromiseResult result(DataInputStream in, Promise promise) throws IOException {
    if (!promise.id().equals(text(in))) {
      throw new IOException("not a result of " + promise.id());
    }
    byte kind = in.readByte();
    switch (kind) {
      case SuiteMain.KEPT:
        return PromiseResult.kept(promise);
      case SuiteMain.BROKEN:
        return broken(promise, text(in), text(in));
      case SuiteMain.THREW:
        return broken(promise, words(in), "");
      default:
        throw new IOException("not a result: " + kind);
    }
  }

  private static String words(DataInputStream in) throws IOException {
    List<String> types = Wire.readTexts(in, MOST_CHARACTERS);
    String words = text(in);
    String place = text(in);
    boolean tellsItself = types.contains(AssertionError.class.getName()); // the crash kit's reports
    return tellsItself || types.isEmpty()
        ? words
        : Stories.of(new StoreThrew("The store", types, words, place));
  }

  private static String text(DataInputStream in) throws IOException {
    String text = Wire.readText(in, MOST_CHARACTERS);
    if (text == null) {
      throw new IOException("no text");
    }
    return text;
  }

  private static PromiseResult broken(Promise promise, String story, String hint) {
    return new PromiseResult(promise, Verdict.BROKEN, story, hint);
  }

  private static PromiseResult notReached(Promise promise, String story) {
    return new PromiseResult(promise, Verdict.NOT_REACHED, story, "");
  }

  @Override
  public void close() {
    child.close();
  }
}
