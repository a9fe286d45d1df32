package logkv.grading.protocol;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import logkv.grading.bench.InChildSuite;
import logkv.grading.bench.StoreThrew;
import logkv.grading.child.SuiteMain;
import logkv.grading.child.Wire;
import logkv.grading.sandbox.Cell;
import logkv.grading.sandbox.Child;
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
  private static final Duration START = Duration.ofSeconds(20);
  private static final int MOST_CHARACTERS = 100_000;

  private final Cell cell;
  private final Surroundings surroundings;
  private final List<Path> classes;
  private final Path folder;
  private final Optional<String> objection;
  private final SecureRandom secrets = new SecureRandom();
  private Child child;
  private int stops;

  /**
   * @param classes the folders with the submission's classes, and then that of the adapter
   */
  public InChildTrials(Cell cell, Surroundings surroundings, List<Path> classes)
      throws IOException {
    this.cell = cell;
    this.surroundings = surroundings;
    this.classes = List.copyOf(classes);
    this.folder = cell.openFolder("suite");
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
    Optional<String> trouble = start();
    return trouble.isPresent() ? lost(promise, trouble.get()) : asked(suite, promise);
  }

  /** Starts a child if there is none; says what is wrong with it if it does not begin. */
  private Optional<String> start() throws IOException {
    if (child != null && child.isAlive()) {
      return Optional.empty();
    }
    child = cell.start(
        surroundings.allowance().suite(),
        surroundings.suite(),
        classes,
        folder,
        SuiteMain.class,
        classes.stream().map(Path::toString).toList());
    child.asked(START);
    try {
      if (child.in().readInt() == Wire.READY) {
        child.answered();
        return Optional.empty();
      }
    } catch (IOException e) {
      // Said below.
    }
    child.kill();
    return Optional.of(child.stoppedBecause().orElse("It ended before the test began."));
  }

  private PromiseResult asked(InChildSuite suite, Promise promise) {
    String secret = new BigInteger(128, secrets).toString(16);
    try {
      if (child.in().available() > 0) {
        return spokeOutOfTurn(promise);
      }
      child.asked(surroundings.allowance().inside());
      request(child.out(), suite, promise, secret);
      DataInputStream in = child.in();
      if (!secret.equals(text(in)) || !promise.id().equals(text(in))) {
        return spokeOutOfTurn(promise);
      }
      PromiseResult result = result(in, promise);
      child.answered();
      return in.available() > 0 ? spokeOutOfTurn(promise) : result;
    } catch (IOException e) {
      Optional<Integer> status = child.awaitEnd(Duration.ofSeconds(2));
      child.kill();
      return lost(
          promise,
          child
              .stoppedBecause()
              .orElseGet(() -> status
                  .map(
                      "The process ended by itself, with exit status %d; a store never ends the JVM."
                          ::formatted)
                  .orElse("It wrote to the grader's line what is no result, and was stopped.")));
    }
  }

  private void request(DataOutputStream out, InChildSuite suite, Promise promise, String secret)
      throws IOException {
    Wire.writeText(out, secret);
    Wire.writeText(out, suite.getClass().getName());
    Wire.writeText(out, promise.id());
    out.writeLong(surroundings.number(promise.id()));
    out.flush();
  }

  private static PromiseResult result(DataInputStream in, Promise promise) throws IOException {
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

  private PromiseResult spokeOutOfTurn(Promise promise) {
    child.stop("It wrote to the grader's line what is no result, and was stopped.");
    return lost(promise, child.stoppedBecause().orElseThrow());
  }

  private PromiseResult lost(Promise promise, String story) {
    boolean byLimit = child.stoppedBecause().isPresent();
    stops += byLimit ? 1 : 0;
    return byLimit ? notReached(promise, story) : broken(promise, story, "");
  }

  private static PromiseResult broken(Promise promise, String story, String hint) {
    return new PromiseResult(promise, Verdict.BROKEN, story, hint);
  }

  private static PromiseResult notReached(Promise promise, String story) {
    return new PromiseResult(promise, Verdict.NOT_REACHED, story, "");
  }

  @Override
  public void close() {
    if (child != null) {
      child.kill();
    }
  }
}
