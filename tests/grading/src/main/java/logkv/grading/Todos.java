package logkv.grading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the sources of a phase leave to do. */
final class Todos {
  /** What stands at every place that waits for a learner, followed by the phase's number. */
  static final String MARK = "TODO(phase-";

  private static final Pattern NUMBERED = Pattern.compile(Pattern.quote(MARK) + "([0-9]+)\\)");
  private static final Pattern CALL =
      Pattern.compile("Todo\\.implement\\((?:\\s*\"([^\"]*)\",\\s*\"([^\"]*)\"\\s*\\))?");

  private static final Pattern COMMENT =
      Pattern.compile("(?<call>Todo\\.implement\\([^;]*;\\s*//\\s*)?"
          + Pattern.quote(MARK)
          + "(?<text>[^\n]*(?:\n\\s*//[^\n]*)*)");

  private Todos() {}

  /**
   * One {@code Todo.implement("what", "where")}.
   *
   * @param what the step, as in {@code LogFile.append}; null if it is not a literal
   * @param where the section, as in {@code 02-persistence.md#append}; null if it is not a literal
   */
  record Call(String what, String where) {}

  /** Returns the calls in {@code source} that make a {@code Todo}, from top to bottom. */
  static List<Call> calls(String source) {
    List<Call> calls = new ArrayList<>();
    Matcher call = CALL.matcher(source);
    while (call.find()) {
      calls.add(new Call(call.group(1), call.group(2)));
    }
    return calls;
  }

  /**
   * Returns, for each mark in {@code source} that stands for itself and not behind a call, the
   * section that its comment names, as in {@code lectures/01-inmemory.md#close}; empty if none.
   */
  static List<Optional<String>> comments(String source) {
    List<Optional<String>> comments = new ArrayList<>();
    Matcher mark = COMMENT.matcher(source);
    while (mark.find()) {
      if (mark.group("call") == null) {
        Matcher pointer = Lectures.POINTER.matcher(mark.group("text"));
        comments.add(pointer.find() ? Optional.of(pointer.group()) : Optional.empty());
      }
    }
    return comments;
  }

  /** Returns the number of the phase for each mark in {@code source}. */
  static List<Integer> phases(String source) {
    return NUMBERED
        .matcher(source)
        .results()
        .map(mark -> Integer.valueOf(mark.group(1)))
        .toList();
  }
}
