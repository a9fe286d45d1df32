package logkv.crash.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import logkv.crash.Disk;
import logkv.crash.Step;
import logkv.crash.disk.DiskImage;

/**
 * Tells a student what happened: one sentence, the workload, a timeline, the files, what is wrong,
 * one hint, and how to see it again. At most {@value #MOST_LINES} lines, the same on every run.
 */
final class Report {
  static final int MOST_LINES = 40;

  private static final int WIDTH = 88;
  private static final String LABEL = "%-9s %s";
  private static final String CUT = "----------------------- %s -----------------------";

  private final Settings settings;
  private final Promises promises;
  private final int given; // steps, before some were left out
  private final Problem problem;
  private final Cut first;
  private final Cut second; // null if one crash was enough

  private Report(
      Settings settings, Promises promises, int given, Problem problem, Cut first, Cut second) {
    this.settings = settings;
    this.promises = promises;
    this.given = given;
    this.problem = problem;
    this.first = first;
    this.second = second;
  }

  static String of(
      Settings settings, Promises promises, int given, Problem problem, Cut first, Cut second) {
    return new Report(settings, promises, given, problem, first, second).text();
  }

  private String text() {
    List<String> top = top();
    List<String> bottom = bottom();
    int left = MOST_LINES - top.size() - bottom.size() - 3; // an empty line, the heading, the cut
    List<String> lines = new ArrayList<>(top);
    lines.add("");
    lines.add(Timeline.FORMAT.formatted(
        "#", "what the store did", "where in your code", "its fate on disk"));
    if (second == null) {
      lines.addAll(new Timeline(first, problem.key()).lines(left));
    } else {
      List<String> recovery = new Timeline(second, "").lines((left - 1) / 2);
      lines.addAll(new Timeline(first, problem.key()).lines(left - 1 - recovery.size()));
      lines.add(CUT.formatted("the power fails here, the store is opened again"));
      lines.addAll(recovery);
    }
    lines.add(CUT.formatted(cutWords()));
    lines.addAll(bottom);
    return String.join("\n", lines);
  }

  private String cutWords() {
    if (problem.isBeforeAnyCrash()) {
      return "no crash was needed";
    } else if (settings.disk() == Disk.PROCESS_KILL) {
      return "the process is killed here";
    }
    return "the power fails " + (second == null ? "here" : "here again");
  }

  private List<String> top() {
    List<String> lines = new ArrayList<>();
    lines.add(sentence());
    String story = steps(promises.steps());
    int left = promises.steps().size();
    if (left < given) {
      story += "  (of " + given + " steps, enough to fail like this)";
    }
    add(lines, "workload", story, 3);
    return lines;
  }

  private String sentence() {
    if (problem.isBeforeAnyCrash()) {
      return "The store gives a wrong answer; no crash was needed.";
    }
    int operation = first.last().number();
    if (settings.disk() == Disk.PROCESS_KILL) {
      return "The store does not survive being killed right after operation " + operation + ".";
    }
    return second == null
        ? "The store does not survive a power cut right after operation %d (disk %s)."
            .formatted(operation, settings.disk())
        : "The store does not survive two power cuts, after operation %d and in recovery (disk %s)."
            .formatted(operation, settings.disk());
  }

  private List<String> bottom() {
    List<String> lines = new ArrayList<>();
    add(lines, "files", files((second == null ? first : second).image()), 3);
    add(lines, "problem", problem.verdict() + ": " + problem.details().get(0), 4);
    problem.details().stream().skip(1).limit(2).forEach(more -> add(lines, "", more, 2));
    add(lines, "hint", Hint.of(problem, first, second), 3);
    add(lines, "again", again(), 4);
    if (settings.keepIn() != null) {
      add(lines, "files in", settings.keepIn().toString(), 1);
    }
    if (!settings.readMore().isEmpty()) {
      add(lines, "read", settings.readMore(), 1);
    }
    return lines;
  }

  private static void add(List<String> lines, String label, String text, int most) {
    String next = label;
    for (String line : Text.wrap(text, WIDTH, most)) {
      lines.add(LABEL.formatted(next, line).stripTrailing());
      next = "";
    }
  }

  private static String files(DiskImage image) {
    String files = image.listing().entrySet().stream()
        .map(file -> Text.path(file.getKey()) + " " + file.getValue() + " bytes")
        .collect(Collectors.joining(", "));
    return files.isEmpty() ? "none" : files;
  }

  private String again() {
    String at = problem.isBeforeAnyCrash() ? "" : ".at(" + first.last().number() + ")";
    return "the same test with " + at + ".check(" + code(promises.steps()) + ")";
  }

  private static String steps(List<Step> steps) {
    return steps.stream()
        .map(step -> Text.unbroken(step.toString()))
        .collect(Collectors.joining(", "));
  }

  private static String code(List<Step> steps) {
    return steps.stream().map(step -> Text.unbroken(code(step))).collect(Collectors.joining(", "));
  }

  private static String code(Step step) {
    if (step instanceof Step.Put put) {
      return "put(\"" + put.key() + "\", \"" + put.value() + "\")";
    } else if (step instanceof Step.Delete delete) {
      return "delete(\"" + delete.key() + "\")";
    }
    return step.toString();
  }
}
