package logkv.crash.explore;

import java.util.List;
import java.util.Map;

/**
 * What a store made of one state of the disk.
 *
 * @param contents all it showed when it was opened; null if it did not open
 * @param trouble what was wrong apart from the contents; null if nothing
 * @param again what it made of a second crash, during this opening, where that was different
 */
record Recovered(Map<String, String> contents, Trouble trouble, List<Again> again) {

  static Recovered failing(Trouble trouble) {
    return new Recovered(null, trouble, List.of());
  }

  /**
   * What a store made of a second crash.
   *
   * @param operation the last entry in the journal of the opening before the crash
   * @param state how the crash hit
   * @param recovered what was then found
   */
  record Again(int operation, CrashState state, Recovered recovered) {}
}
