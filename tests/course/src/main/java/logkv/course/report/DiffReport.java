package logkv.course.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import logkv.course.Course;
import logkv.course.Phase;
import logkv.course.carry.Answer;

/** Shows how our answer differs from hers, file by file, as {@code diff -u} does. */
public final class DiffReport {
  private static final int CONTEXT = 3;

  private final Course course;
  private final Terminal terminal;

  public DiffReport(Course course, Terminal terminal) {
    this.course = course;
    this.terminal = terminal;
  }

  public void print(Phase phase, Answer answer) {
    int same = 0;
    for (Answer.Pair pair : answer.files()) {
      List<String> hers = pair.hers().orElse("").lines().toList();
      List<String> ours = pair.ours().lines().toList();
      String before = course.nameOf(phase.sources().resolve(pair.file()));
      String after = answer.where() + "/" + pair.file();
      List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(
          before, after, hers, DiffUtils.diff(hers, ours), CONTEXT);
      if (diff.isEmpty()) {
        same++;
      }
      diff.forEach(this::print);
    }
    if (same > 0) {
      terminal.line("%d of %d files are the same in yours and ours."
          .formatted(same, answer.files().size()));
    }
  }

  private void print(String line) {
    if (line.startsWith("---") || line.startsWith("+++")) {
      terminal.line(terminal.bold(line));
    } else if (line.startsWith("@@")) {
      terminal.line(terminal.faint(line));
    } else if (line.startsWith("-")) {
      terminal.line(terminal.red(line));
    } else if (line.startsWith("+")) {
      terminal.line(terminal.green(line));
    } else {
      terminal.line(line);
    }
  }
}
