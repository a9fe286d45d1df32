package logkv.crash.explore;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import logkv.crash.CrashStore;
import logkv.crash.Step;
import logkv.crash.Verdict;
import logkv.crash.disk.DiskImage;
import logkv.crash.disk.Faults;
import logkv.crash.disk.JournalEntry;
import logkv.crash.disk.SimulatedDisk;

/**
 * The one run of a workload: on an empty disk, step by step, compared with what it should show after
 * each step, and closed at the end.
 */
final class Recording {
  private final Settings settings;
  private final List<Step> steps;
  private final SimulatedDisk disk = SimulatedDisk.empty();
  private final DiskImage start = disk.image();
  private final Promises promises;
  private final Excuse excuse;
  private Map<String, String> visible = Map.of();
  private CrashStore store; // null when it could not be opened
  private Problem problem; // null while none was seen

  private Recording(Settings settings, List<Step> steps) {
    this.settings = settings;
    this.steps = steps;
    this.promises = new Promises(steps);
    this.excuse = new Excuse(settings.hasFaults() ? settings.faults().get() : Faults.NONE);
  }

  /**
   * Runs the steps.
   *
   * @throws AssertionError if a step throws though the disk works well
   */
  static Recording of(Settings settings, List<Step> steps) {
    Recording recording = new Recording(settings, steps);
    recording.run();
    return recording;
  }

  DiskImage start() {
    return start;
  }

  List<JournalEntry> journal() {
    return disk.journal();
  }

  Promises promises() {
    return promises;
  }

  /** Returns what was wrong before any crash, or null. */
  Problem problem() {
    return problem;
  }

  private void run() {
    disk.faults(excuse);
    call("open()", 0, this::open);
    for (int i = 0; i < steps.size() && store != null && problem == null; i++) {
      if (steps.get(i) instanceof Step.Reopen) {
        reopen(i);
      } else {
        step(i);
      }
    }
    disk.record(problem == null); // a story that is told goes no further
    if (store != null) {
      boolean closed = call("close()", steps.size() + 1, store::close);
      if (closed) {
        promises.durable(doneSteps(), disk.journalSize() - 1);
      }
    }
    disk.faults(Faults.NONE);
    disk.record(false);
  }

  private int doneSteps() {
    return promises.begunAt(disk.journalSize());
  }

  private void open() throws IOException {
    store = settings.opener().open(disk.directory());
  }

  private void step(int index) {
    Step step = steps.get(index);
    promises.begun(index + 1, disk.journalSize());
    boolean done = call(step.toString(), index + 1, () -> perform(step));
    int end = disk.journalSize() - 1;
    if (done) {
      visible = Promises.after(visible, step);
      if (!settings.durableOnlyAfterSync() || step instanceof Step.Sync) {
        promises.durable(index + 1, end);
      }
    } else {
      promises.failed(index);
    }
    compare(index + 1, Set.of(visible), done);
  }

  private void perform(Step step) throws IOException {
    if (step instanceof Step.Put put) {
      store.put(put.key(), put.value());
    } else if (step instanceof Step.Delete delete) {
      store.delete(delete.key());
    } else if (step instanceof Step.Compact) {
      store.compact();
    } else {
      store.sync();
    }
  }

  private void reopen(int index) {
    promises.begun(index + 1, disk.journalSize());
    if (call("close()", index + 1, store::close)) {
      promises.durable(index + 1, disk.journalSize() - 1);
    }
    store = null;
    if (call("open()", index + 1, this::open)) {
      compare(index + 1, promises.after(index + 1), true);
    }
  }

  /** Reads everything; what failed calls left behind may only be seen after a reopening. */
  private void compare(int count, Set<Map<String, String>> allowed, boolean done) {
    Map<String, String> found;
    try {
      found = new TreeMap<>(store.contents());
    } catch (IOException | RuntimeException e) {
      orFail(e, "reading everything after " + steps.get(count - 1), count);
      return;
    } finally {
      forgetInterrupt();
    }
    if (allowed.contains(found)) {
      visible = found;
    } else {
      Verdict verdict = seesFailedCall(found, count) ? Verdict.PHANTOM : Verdict.WRONG_ANSWER;
      problem = Problem.whileRunning(verdict, steps.subList(0, count), done, visible, found);
    }
  }

  private boolean seesFailedCall(Map<String, String> found, int count) {
    return promises.after(count).contains(found);
  }

  /** Marks and makes one call; returns whether it returned. */
  private boolean call(String call, int count, Call body) {
    disk.begin(call);
    try {
      body.run();
      disk.acknowledged(call);
      return true;
    } catch (IOException | RuntimeException e) {
      disk.failed(call, Trouble.name(e));
      orFail(e, call, count);
      return false;
    } finally {
      forgetInterrupt();
    }
  }

  private void orFail(Exception e, String call, int count) {
    if (!excuse.isGiven()) {
      throw new AssertionError(
          call + " threw " + Trouble.describe(e) + " though nothing was wrong with the disk; "
              + where(count) + ", before any crash" + settings.lastLine(),
          e);
    }
  }

  private String where(int count) {
    if (count == 0) {
      return "before the first step";
    }
    return count > steps.size() ? "after all of " + steps : "step " + count + " of " + steps;
  }

  /** A fault may have interrupted this thread; the next call is not to suffer for it. */
  private void forgetInterrupt() {
    if (settings.hasFaults()) {
      Thread.interrupted();
    }
  }

  /** One call of a store. */
  @FunctionalInterface
  private interface Call {
    void run() throws IOException;
  }
}
