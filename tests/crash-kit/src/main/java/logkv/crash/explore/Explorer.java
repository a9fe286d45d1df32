package logkv.crash.explore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import logkv.crash.CrashStore;
import logkv.crash.Exploration;
import logkv.crash.Finding;
import logkv.crash.Step;
import logkv.crash.Verdict;
import logkv.crash.disk.DiskImage;
import logkv.crash.disk.JournalEntry;
import logkv.crash.disk.SimulatedDisk;
import logkv.crash.explore.Recovered.Again;

/** Runs a workload once, then judges what the store makes of every state a crash could leave. */
public final class Explorer {
  private final Settings settings;
  private final List<Step> workload;
  private final int given; // steps, before some were left out
  private final Recording recording;
  private final Replay replay;
  private final Recoveries recoveries;
  private final Judge judge;
  private long crashPoints;
  private long states;
  private Problem broken; // on a disk that lost nothing, the first time; null until then
  private Cut brokenAt;

  private Explorer(Settings settings, List<Step> workload, int given) {
    this.settings = settings;
    this.workload = workload;
    this.given = given;
    recording = Recording.of(settings, workload);
    replay = new Replay(recording.start(), settings.disk());
    recoveries = new Recoveries(settings, recording.start(), workload.contains(Step.compact()));
    judge = new Judge(recording.promises());
  }

  /** Explores {@code workload} as {@code settings} say. */
  public static Exploration explore(Settings settings, List<Step> workload) {
    return explore(settings, workload, workload.size());
  }

  /** The same for what is left of a workload of {@code given} steps. */
  static Exploration explore(Settings settings, List<Step> workload, int given) {
    Explorer explorer = new Explorer(settings, workload, given);
    Finding finding = explorer.find();
    return new Exploration(
        explorer.crashPoints,
        explorer.states,
        explorer.recoveries.distinct(),
        explorer.recoveries.openings(),
        explorer.recoveries.nested(),
        Optional.ofNullable(finding));
  }

  private Finding find() {
    if (recording.problem() != null) {
      return finding(recording.problem(), Cut.none(recording.journal(), recording.start()));
    }
    if (settings.onlyOperation() >= recording.journal().size()) {
      throw new IllegalArgumentException("there is no operation " + settings.onlyOperation()
          + ": this workload makes operations 0 to " + (recording.journal().size() - 1));
    }
    for (JournalEntry entry : recording.journal()) {
      replay.apply(entry);
      if (settings.onlyOperation() == Settings.EVERY
          || settings.onlyOperation() == entry.number()) {
        Finding finding = crashAfter(entry);
        if (finding != null) {
          return finding;
        }
      }
    }
    return broken == null ? null : finding(broken, brokenAt);
  }

  /**
   * A store that breaks though nothing was lost may never have written anything down. A later state
   * without a loss then says it more plainly, by what is missing, and is preferred.
   */
  private Finding crashAfter(JournalEntry entry) {
    crashPoints++;
    for (CrashState state : CrashStates.after(entry, replay)) {
      states++;
      Recovered recovered = recoveries.of(replay.image(state));
      Problem problem = judge.judge(recovered, entry.number());
      if (problem == null || broken != null && breaksUnhurt(problem, state)) {
        continue;
      }
      Cut cut =
          Cut.after(entry.number(), recording.journal(), recording.start(), settings.disk(), state);
      if (breaksUnhurt(problem, state)) {
        broken = problem;
        brokenAt = cut;
      } else if (broken == null || cut.hitsNothing()) {
        return finding(problem, cut);
      } else {
        return finding(broken, brokenAt);
      }
    }
    return null;
  }

  private static boolean breaksUnhurt(Problem problem, CrashState state) {
    return problem.verdict() == Verdict.BROKEN_AFTER_RECOVERY && state.hit() == 0;
  }

  private Finding finding(Problem problem, Cut cut) {
    Cut second = problem.again() == null ? null : again(problem.again(), cut.image());
    DiskImage image = (second == null ? cut : second).image();
    String report = Report.of(settings, recording.promises(), given, problem, cut, second);
    keep(image);
    return new Finding(problem.verdict(), cut.last().number(), workload, report, image);
  }

  /** Repeats the opening that was cut short, this time with the lines of the store. */
  private Cut again(Again again, DiskImage image) {
    SimulatedDisk disk = SimulatedDisk.holding(image);
    try {
      CrashStore store = settings.opener().open(disk.directory());
      store.contents(); // it belongs to the recovery: a store may put off its repairs until then
      List<JournalEntry> journal = disk.journal();
      store.close();
      return Cut.after(again.operation(), journal, image, settings.disk(), again.state());
    } catch (IOException e) {
      throw new UncheckedIOException("the store opened before and does not now", e);
    }
  }

  private void keep(DiskImage image) {
    try {
      if (settings.keepIn() != null) {
        image.writeTo(settings.keepIn());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the failing image", e);
    }
  }
}
