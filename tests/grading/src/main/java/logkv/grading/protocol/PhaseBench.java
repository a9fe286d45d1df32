package logkv.grading.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import logkv.course.submission.Printable;
import logkv.grading.bench.Bench;
import logkv.grading.bench.Broken;
import logkv.grading.bench.HiddenSuite;
import logkv.grading.bench.ProcessLost;
import logkv.grading.bench.StoreThrew;
import logkv.grading.child.StoreMain;
import logkv.grading.sandbox.Cell;
import logkv.grading.sandbox.Child;
import logkv.grading.sandbox.Removal;
import logkv.grading.score.Promise;
import logkv.grading.score.PromiseResult;
import logkv.grading.score.Verdict;

/** Tries the promises of one phase of one submission from outside. Used by one thread. */
public final class PhaseBench implements Bench, AutoCloseable {
  private static final String STORE = "store-";

  private final int phase;
  private final Cell cell;
  private final Surroundings surroundings;
  private final List<Path> classes;
  private final Path stores;
  private final long started = System.nanoTime();
  private final Map<String, PromiseResult> results = new HashMap<>();
  private Map<String, Promise> promises = Map.of();
  private RemoteProcess shared;
  private int folders; // since the beginning: a store that was never closed holds its folder
  private int foldersOfTrial;
  private int stops;

  /**
   * @param classes the folders with the submission's classes and the adapter
   */
  public PhaseBench(int phase, Cell cell, Surroundings surroundings, List<Path> classes)
      throws IOException {
    this.phase = phase;
    this.cell = cell;
    this.surroundings = surroundings;
    this.classes = List.copyOf(classes);
    this.stores = cell.openFolder("stores");
  }

  /** Has {@code suite} try its promises, and returns what came of each. */
  public List<PromiseResult> run(HiddenSuite suite, List<Promise> rubric) {
    promises = rubric.stream()
        .filter(promise -> suite.promises().contains(promise.id()))
        .collect(Collectors.toMap(Promise::id, Function.identity()));
    suite.run(this);
    List<PromiseResult> inOrder = new ArrayList<>();
    for (String id : suite.promises()) {
      PromiseResult result = results.get(id);
      if (result == null) {
        throw new IllegalStateException(suite + " has not tried " + id);
      }
      inOrder.add(result);
    }
    return inOrder;
  }

  @Override
  public int phase() {
    return phase;
  }

  @Override
  public void check(String id, Check check) {
    Promise promise = promises.get(id);
    if (promise == null || results.containsKey(id)) {
      throw new IllegalArgumentException(id + " is not to be tried here, or not again");
    }
    PromiseResult result = isOver() ? notReached(promise) : tried(promise, check);
    results.put(id, result);
    if (result.verdict() != Verdict.KEPT) {
      killAll(); // or what it has left running would be blamed on the next promise
    }
    clear();
  }

  private PromiseResult notReached(Promise promise) {
    String story = stops >= surroundings.allowance().stops()
        ? "This was not tried, because the phase had been stopped %d times already."
            .formatted(stops)
        : "This was not tried, because the time for the phase, %d seconds, was over."
            .formatted(time().toSeconds());
    return new PromiseResult(promise, Verdict.NOT_REACHED, story, "");
  }

  private PromiseResult tried(Promise promise, Check check) {
    PhaseTrial trial = new PhaseTrial(this, surroundings.random(promise.id()));
    try {
      check.run(trial);
      Optional<String> stray = stray();
      if (stray.isPresent()) {
        return broken(
            promise,
            trial.story("It wrote beside the folder that it was given: " + stray.get()),
            "all that a store knows is in its folder, so that a copy of the folder is the store");
      }
      return PromiseResult.kept(promise);
    } catch (Broken e) {
      String hint = e.hint().isEmpty() ? trial.hint() : e.hint();
      return broken(promise, trial.story(e.getMessage()), hint);
    } catch (StoreThrew e) {
      return broken(promise, trial.story(Stories.of(e)), trial.hint());
    } catch (ProcessLost e) {
      stops += e.byLimit() ? 1 : 0;
      return new PromiseResult(
          promise,
          e.byLimit() ? Verdict.NOT_REACHED : Verdict.BROKEN,
          trial.story(e.getMessage()),
          trial.hint());
    } catch (AssertionError e) {
      return broken(promise, trial.story(String.valueOf(e.getMessage())), trial.hint());
    } catch (IOException e) {
      if (Stories.isNoSpace(e)) {
        throw new UncheckedIOException(e); // the grader's trouble, not the submission's
      }
      return broken(
          promise, trial.story("Looking at the store's files failed: " + Stories.of(e)), "");
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the suite throws while it tries " + promise.id(), e);
    } finally {
      trial.end();
    }
  }

  private static PromiseResult broken(Promise promise, String story, String hint) {
    return new PromiseResult(promise, Verdict.BROKEN, story, hint);
  }

  private Duration time() {
    return surroundings.allowance().phase();
  }

  private boolean isOver() {
    return stops >= surroundings.allowance().stops()
        || System.nanoTime() - started > time().toNanos();
  }

  boolean shouldHurry() {
    return System.nanoTime() - started > time().toNanos() / 10 * 9;
  }

  CellFolder newFolder() {
    folders++;
    foldersOfTrial++;
    String name = "folder " + (char) ('A' + (foldersOfTrial - 1) % 26);
    return new CellFolder(stores.resolve(STORE + folders), name, this::newFolder, cell);
  }

  /** The stores that a kept promise did not close stay open in there, and do not disturb the next. */
  RemoteProcess sharedProcess() {
    if (shared == null || !shared.isAlive()) {
      shared = startProcess(PhaseTrial.DEFAULT_HEAP_MEGABYTES);
    }
    return shared;
  }

  RemoteProcess startProcess(int heapMegabytes) {
    try {
      Child child = cell.start(
          surroundings.allowance().store().withHeap(heapMegabytes),
          surroundings.store(),
          classes,
          stores,
          StoreMain.class,
          classes.stream().map(Path::toString).toList());
      return new RemoteProcess(
          StoreConnection.to(child, surroundings.allowance().call()), stores);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files of a store that is still open somewhere may go: its process keeps what it has. */
  private void clear() {
    foldersOfTrial = 0;
    if (shared != null && !shared.isAlive()) {
      shared = null;
    }
    try {
      for (Path folder : listed()) {
        Removal.remove(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of something in there that no trial has made. */
  private Optional<String> stray() throws IOException {
    return listed().stream()
        .map(path -> path.getFileName().toString())
        .filter(name -> !(name.startsWith(STORE) && isMade(name.substring(STORE.length()))))
        .sorted()
        .map(Printable::of)
        .findFirst();
  }

  private boolean isMade(String number) {
    return number.matches("[1-9][0-9]{0,8}") && Integer.parseInt(number) <= folders;
  }

  private List<Path> listed() throws IOException {
    try (Stream<Path> inside = Files.list(stores)) {
      return inside.toList();
    }
  }

  /** Ends all processes. */
  @Override
  public void close() {
    killAll();
  }

  private void killAll() {
    shared = null;
    cell.killAll();
  }
}
