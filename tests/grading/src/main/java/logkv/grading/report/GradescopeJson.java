package logkv.grading.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import logkv.grading.score.Grade;
import logkv.grading.score.Json;
import logkv.grading.score.PhaseResult;
import logkv.grading.score.PhaseResult.WrongStore;
import logkv.grading.score.Points;
import logkv.grading.score.PromiseResult;
import logkv.grading.score.Verdict;

/**
 * A grade as Gradescope's {@code results.json}: a test for each promise, and for each phase one that is
 * worth nothing and says at once whether it compiles and which of the visible tests are green.
 *
 * <p>All text is declared to be plain, so nothing in it is markup.
 */
final class GradescopeJson {
  private GradescopeJson() {}

  static String of(Grade grade, PhaseTitles titles, Visibility visibility) {
    List<Object> tests = new ArrayList<>();
    for (PhaseResult phase : grade.phases()) {
      tests.add(intake(phase, titles));
      phase.alike().ifPresent(wrong -> tests.add(alike(phase, wrong, visibility)));
      int number = 0;
      for (PromiseResult result : phase.promises()) {
        tests.add(test(result, phase, ++number, visibility));
      }
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("score", number(grade.points()));
    json.put("output", output(grade));
    json.put("output_format", "text");
    json.put("test_output_format", "text");
    json.put("test_name_format", "text");
    json.put("stdout_visibility", "hidden");
    json.put("tests", tests);
    return Json.write(json);
  }

  private static String output(Grade grade) {
    List<String> lines = new ArrayList<>(grade.remarks());
    lines.add(grade.isolation());
    return String.join("\n", lines);
  }

  private static Map<String, Object> intake(PhaseResult phase, PhaseTitles titles) {
    boolean green =
        phase.state() == PhaseResult.State.GRADED && phase.visiblePassed() == phase.visibleTotal();
    List<String> lines = new ArrayList<>();
    Words.state(phase).ifPresent(lines::add);
    lines.add(phase.compilerWords());
    Words.visibleTests(phase).ifPresent(words -> lines.add(words + "."));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", String.valueOf(phase.phase()));
    json.put("name", titles.of(phase.phase()));
    json.put("status", green ? "passed" : "failed");
    json.put("output", String.join("\n", lines).strip());
    json.put("visibility", Visibility.VISIBLE.word());
    return json;
  }

  private static Map<String, Object> alike(
      PhaseResult phase, WrongStore wrong, Visibility visibility) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", phase.phase() + ".0");
    json.put("name", "The store behaves like one that is known, " + wrong.name());
    json.put("status", "failed");
    json.put("output", wrong.story());
    json.put("visibility", visibility.word());
    return json;
  }

  private static Map<String, Object> test(
      PromiseResult result, PhaseResult phase, int number, Visibility visibility) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("score", number(result.points()));
    json.put("max_score", number(result.promise().points()));
    json.put("status", result.verdict() == Verdict.KEPT ? "passed" : "failed");
    json.put("number", phase.phase() + "." + number);
    json.put("name", result.promise().sentence());
    json.put("output", output(result));
    json.put("tags", List.of(result.promise().id()));
    json.put("visibility", visibility.word());
    return json;
  }

  private static String output(PromiseResult result) {
    if (result.verdict() == Verdict.KEPT) {
      return "";
    }
    List<String> lines = new ArrayList<>();
    lines.add(result.story().isEmpty() ? Words.verdict(result.verdict()) : result.story());
    if (!result.hint().isEmpty()) {
      lines.add("hint  " + result.hint());
    }
    lines.add("read  lectures/" + result.promise().lecture());
    return String.join("\n", lines);
  }

  private static BigDecimal number(int tenths) {
    return new BigDecimal(Points.text(tenths));
  }
}
