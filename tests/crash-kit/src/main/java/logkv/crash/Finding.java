package logkv.crash;

import java.util.List;
import logkv.crash.disk.DiskImage;

/**
 * One failing state: the simplest that was met, and of those that lost nothing the plainest.
 *
 * @param verdict what is wrong with it
 * @param operation the number of the last journal entry before the crash; no crash was needed for
 *     {@link Verdict#WRONG_ANSWER} and {@link Verdict#PHANTOM}
 * @param workload the steps that were to be done
 * @param report everything a reader needs, at most 40 lines, the same on every run
 * @param image the disk as the store found it when it was opened, or as it was at the wrong answer
 */
public record Finding(
    Verdict verdict, int operation, List<Step> workload, String report, DiskImage image) {

  public Finding {
    workload = List.copyOf(workload);
  }
}
