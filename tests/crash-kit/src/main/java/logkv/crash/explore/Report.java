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
  private static final int MOST_CODE = 4;
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
    List<Row> rows = new ArrayList<>(List.of(Row.HEADING));
    int firstRows = 0;
    if (second == null) {
      rows.addAll(new Timeline(first, problem).rows(left));
    } else {
      List<Row> recovery = new Timeline(second, problem).rows((left - 1) / 2);
      rows.addAll(new Timeline(first, problem).rows(left - 1 - recovery.size()));
      firstRows = rows.size();
      rows.addAll(recovery);
    }
    List<String> lines = new ArrayList<>(top);
    lines.add("");
    List<String> timeline = Row.lines(rows);
    if (second == null) {
      lines.addAll(timeline);
    } else {
      lines.addAll(timeline.subList(0, firstRows));
      lines.add(CUT.formatted(failure() + " here, the store is opened again"));
      lines.addAll(timeline.subList(firstRows, timeline.size()));
    }
    lines.add(CUT.formatted(cutWords()));
    lines.addAll(bottom);
    return String.join("\n", lines);
  }

  private String cutWords() {
    if (problem.isBeforeAnyCrash()) {
      return "no crash was needed";
    }
    return failure() + (second == null ? " here" : " here again");
  }

  private String failure() {
    return isKill() ? "the process is killed" : "the power fails";
  }

  private boolean isKill() {
    return settings.disk() == Disk.PROCESS_KILL;
  }

  private List<String> top() {
    List<String> lines = new ArrayList<>();
    lines.add(sentence());
    int begun = promises.begunAt(first.last().number());
    int rest = promises.steps().size() - begun;
    String story = steps(promises.steps().subList(0, begun));
    if (begun == 0) {
      story = "none of its " + rest + " steps was begun";
    } else if (rest > 0) {
      story += " and " + rest + " more, not begun";
    }
    if (begun + rest < given) {
      story += "  (shortened from " + given + " steps)";
    }
    add(lines, "workload", story, 3);
    return lines;
  }

  private String sentence() {
    if (problem.isBeforeAnyCrash()) {
      return "The store gives a wrong answer; no crash was needed" + where("") + ".";
    }
    int operation = first.last().number();
    String crash = isKill() ? "being killed" : second == null ? "a power cut" : "two power cuts,";
    String when = second == null
        ? " right after operation " + operation
        : (isKill() ? " twice," : "") + " after operation " + operation + " and in recovery";
    return "The store does not survive " + crash + when
        + where(isKill() ? "" : "disk " + settings.disk()) + ".";
  }

  private String where(String disk) {
    String fault = settings.isInSweep() ? "fault " + settings.faultInSweep() + " of the sweep" : "";
    String both = disk + (disk.isEmpty() || fault.isEmpty() ? "" : ", ") + fault;
    return both.isEmpty() ? "" : " (" + both + ")";
  }

  private List<String> bottom() {
    List<String> lines = new ArrayList<>();
    add(lines, "files", files((second == null ? first : second).image()), 3);
    add(lines, "problem", problem.verdict() + ": " + problem.details().get(0), 4);
    problem.details().stream().skip(1).limit(2).forEach(more -> add(lines, "", more, 2));
    add(lines, "hint", Hint.of(problem, first, second), 3);
    add(lines, "again", again(), MOST_CODE);
    if (settings.keepIn() != null) {
      add(lines, "kept in", settings.keepIn().toString(), 1);
    }
    if (!settings.readMore().isEmpty()) {
      add(lines, "read", settings.readMore(), 1);
    }
    return lines;
  }

  private static void add(List<String> lines, String label, String text, int most) {
    String next = label;
    for (String part : Text.wrap(text, WIDTH, most)) {
      lines.add(line(next, part));
      next = "";
    }
  }

  /** Returns the line of a report that has {@code label} before {@code text}. */
  static String line(String label, String text) {
    return LABEL.formatted(label, text).stripTrailing();
  }

  private static String files(DiskImage image) {
    String files = image.listing().entrySet().stream()
        .map(file -> Text.path(file.getKey())
            + " "
            + file.getValue()
            + (file.getValue() == 1 ? " byte" : " bytes"))
        .collect(Collectors.joining(", "));
    return files.isEmpty() ? "none" : files;
  }

  private String again() {
    String at = problem.isBeforeAnyCrash() ? "" : ".at(" + first.last().number() + ")";
    if (settings.isInSweep()) {
      at = ".withFaults(() -> fault(" + settings.faultInSweep() + "))" + at;
    }
    String check = "the same test with " + at + ".check(" + code(promises.steps()) + ")";
    if (isPlain(check) && Text.wrap(check, WIDTH, Integer.MAX_VALUE).size() <= MOST_CODE) {
      return check;
    }
    return "the same test and workload" + (at.isEmpty() ? "" : " with " + at);
  }

  /** Whether the code can be copied into a test as it is shown. */
  private boolean isPlain(String code) {
    return code.chars().allMatch(c -> c >= ' ' && c < 0x7f || c == Text.UNBROKEN)
        && promises.steps().stream().noneMatch(step -> step.toString().matches(".*[\"\\\\].*"));
  }

  private static String steps(List<Step> steps) {
    return steps.stream()
        .map(step -> Text.unbroken(Text.shown(step.toString())))
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
