package logkv.grading;

import java.util.List;

/** All rules of the chain. */
final class Rules {
  private Rules() {}

  /** The rules for which nothing needs to run. */
  static List<Rule> ofSources() {
    return List.of(
        new Compiled(), new OwnTodos(), new SameFiles(), new SameTestFiles(), new Pointers());
  }
}
