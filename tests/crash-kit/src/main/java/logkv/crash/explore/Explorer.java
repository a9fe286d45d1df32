package logkv.crash.explore;

import java.util.List;
import logkv.crash.Exploration;
import logkv.crash.Step;

/** Runs a workload once, then opens the store on every distinct state a crash could leave. */
public final class Explorer {

  private Explorer() {}

  public static Exploration explore(Settings settings, List<Step> workload) {
    throw new UnsupportedOperationException("arrives with the exploration");
  }
}
