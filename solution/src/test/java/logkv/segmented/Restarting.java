package logkv.segmented;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import logkv.crash.CrashStore;
import logkv.crash.Exploration;
import logkv.crash.Step;
import logkv.segmented.Explorations.Policy;
import logkv.segmented.Killed.ProcessKilledException;

/** Opens a store in a process that is {@link Killed} once and started again at the next opening. */
final class Restarting {
  private final CrashStore.Opener opener;
  private Killed killed;

  private Restarting(CrashStore.Opener opener) {
    this.opener = opener;
  }

  /** Explores the steps with the process killed at the first place, at the second, and so on. */
  static Exploration sweep(IntFunction<Killed> nth, Policy policy, List<Step> steps) {
    Restarting restarting = new Restarting(TestStores.crashing(policy.options()));
    return policy.test(restarting::open).sweep(n -> restarting.killed = nth.apply(n), steps);
  }

  private CrashStore open(Path directory) throws IOException {
    killed.restart();
    try {
      return opener.open(directory);
    } catch (ProcessKilledException e) {
      killed.restart();
      return opener.open(directory);
    }
  }
}
