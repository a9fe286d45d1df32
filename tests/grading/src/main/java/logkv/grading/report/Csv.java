package logkv.grading.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import logkv.grading.score.Grade;
import logkv.grading.score.PhaseResult;
import logkv.grading.score.Points;
import logkv.grading.score.Promise;
import logkv.grading.score.PromiseResult;

/**
 * Tables for grade books and spreadsheets (RFC 4180).
 *
 * <p>A spreadsheet takes a cell that begins with one of {@code = + - @} for a formula, also one between
 * quotation marks, and a formula can send the whole table somewhere. Such a cell gets an apostrophe in
 * front.
 */
final class Csv {
  private static final String FORMULA_BEGINS = "=+-@\uff1d\uff0b\uff0d\uff20\t\r\n|%";

  private Csv() {}

  /** A line for each student: points of each phase, visible tests that are green, remarks. */
  static String scores(List<Grade> grades) {
    List<Integer> phases = grades.stream()
        .flatMap(grade -> grade.phases().stream())
        .map(PhaseResult::phase)
        .distinct()
        .sorted()
        .toList();
    List<String> head = new ArrayList<>(List.of("student", "points", "max", "percent"));
    phases.forEach(phase -> head.add("phase " + phase));
    phases.forEach(phase -> head.add("phase " + phase + " state"));
    phases.forEach(phase -> head.add("phase " + phase + " visible tests"));
    head.add("remarks");
    StringBuilder table = new StringBuilder(line(head));
    for (Grade grade : grades) {
      List<String> cells = new ArrayList<>();
      cells.add(text(grade.student()));
      cells.add(Points.text(grade.points()));
      cells.add(Points.text(grade.maxPoints()));
      cells.add(percent(grade));
      Map<Integer, PhaseResult> results = new LinkedHashMap<>();
      grade.phases().forEach(phase -> results.put(phase.phase(), phase));
      for (int phase : phases) {
        cells.add(results.containsKey(phase) ? Points.text(results.get(phase).points()) : "");
      }
      for (int phase : phases) {
        cells.add(results.containsKey(phase) ? results.get(phase).state().name() : "");
      }
      for (int phase : phases) {
        cells.add(results.containsKey(phase) ? green(results.get(phase)) : "");
      }
      cells.add(text(String.join(" ", grade.remarks())));
      table.append(line(cells));
    }
    return table.toString();
  }

  /** A line for each student with the points of each promise; empty where it is not part of her grade. */
  static String promises(List<Grade> grades) {
    Map<String, Promise> promises = new LinkedHashMap<>();
    grades.stream()
        .flatMap(grade -> grade.phases().stream())
        .flatMap(phase -> phase.promises().stream())
        .map(PromiseResult::promise)
        .forEach(promise -> promises.putIfAbsent(promise.id(), promise));
    List<String> head = new ArrayList<>(List.of("student"));
    head.addAll(promises.keySet());
    StringBuilder table = new StringBuilder(line(head));
    for (Grade grade : grades) {
      Map<String, String> points = new LinkedHashMap<>();
      grade.phases().stream()
          .flatMap(phase -> phase.promises().stream())
          .forEach(result -> points.put(result.promise().id(), Points.text(result.points())));
      List<String> cells = new ArrayList<>(List.of(text(grade.student())));
      promises.keySet().forEach(id -> cells.add(points.getOrDefault(id, "")));
      table.append(line(cells));
    }
    return table.toString();
  }

  private static String green(PhaseResult phase) {
    return Words.green(phase.visiblePassed(), phase.visibleTotal());
  }

  private static String percent(Grade grade) {
    long tenths = grade.maxPoints() == 0 ? 0 : 1000L * grade.points() / grade.maxPoints();
    return Points.text((int) tenths);
  }

  private static String line(List<String> cells) {
    return String.join(",", cells) + "\r\n";
  }

  /** A cell that is nothing but text. */
  static String text(String text) {
    String begin = text.stripLeading();
    boolean isFormula = !begin.isEmpty() && FORMULA_BEGINS.indexOf(begin.charAt(0)) >= 0
        || !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0;
    return '"' + (isFormula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }
}
