package logkv.grading.report;

import static java.util.stream.Collectors.joining;
import static logkv.grading.report.Html.escape;
import static logkv.grading.report.Html.sentence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import logkv.grading.report.ClassFigures.OfPhase;
import logkv.grading.report.ClassFigures.OfPromise;
import logkv.grading.score.Grade;
import logkv.grading.score.PhaseResult;
import logkv.grading.score.PhaseResult.State;
import logkv.grading.score.Points;

/** The page for the instructor: where the class stands, and what it found hard. */
final class ClassPage {
  private static final int MOST_PROMISES = 15;
  private static final int MOST_NAMES = 8;

  private final PhaseTitles titles;
  private final List<Grade> grades;
  private final ClassFigures figures;
  private final StringBuilder html = new StringBuilder();

  private ClassPage(List<Grade> grades, PhaseTitles titles) {
    this.grades = grades;
    this.titles = titles;
    this.figures = new ClassFigures(grades);
  }

  static String of(List<Grade> grades, PhaseTitles titles) {
    ClassPage page = new ClassPage(grades, titles);
    page.addAll();
    return Html.page("LogKV, " + Words.count(grades.size(), "submission"), page.html.toString());
  }

  private void addAll() {
    line("<header><p class=\"faint\">LogKV</p>");
    line("<h1>" + Words.count(grades.size(), "submission") + "</h1>");
    if (!grades.isEmpty()) {
      line(
          "<p class=\"score\">%s <small>points in the middle (median), %s on average, of %s</small></p>"
              .formatted(
                  Points.text(figures.median()),
                  Points.text(figures.mean()),
                  Points.text(figures.maxPoints())));
    }
    line("</header>");
    line("<main>");
    addDistribution();
    addPhases();
    addHardest();
    addWrongStores();
    addStudents();
    line("</main>");
    line("<footer><p>The same as tables: <a href=\"scores.csv\">scores.csv</a>,"
        + " <a href=\"promises.csv\">promises.csv</a>. %s</p></footer>"
            .formatted(escape(isolation())));
  }

  /** One sentence if all were locked up in the same way. */
  private String isolation() {
    return grades.stream().map(Grade::isolation).distinct().collect(joining(" "));
  }

  private void addDistribution() {
    int[] bins = figures.distribution();
    int highest = 1;
    List<String> words = new ArrayList<>();
    for (int bin = 0; bin < bins.length; bin++) {
      highest = Math.max(highest, bins[bin]);
      words.add("%s: %d".formatted(range(bin), bins[bin]));
    }
    line("<section><h2>Distribution</h2><figure>");
    line("<svg class=\"chart\" viewBox=\"0 0 640 220\" role=\"img\" aria-label=\"%s\">"
        .formatted("How many have so many percent of their points. " + String.join(", ", words)));
    for (int bin = 0; bin < bins.length; bin++) {
      int x = 64 * bin;
      int height = bins[bin] == 0 ? 0 : Math.max(2, 160 * bins[bin] / highest);
      line(
          "<rect x=\"%d\" y=\"%d\" width=\"56\" height=\"%d\" rx=\"2\"><title>%s percent: %d</title></rect>"
              .formatted(x + 4, 184 - height, height, range(bin), bins[bin]));
      if (bins[bin] > 0) {
        line("<text x=\"%d\" y=\"%d\">%d</text>".formatted(x + 32, 178 - height, bins[bin]));
      }
      line("<text x=\"%d\" y=\"204\">%s</text>".formatted(x + 32, range(bin)));
    }
    line("<line x1=\"0\" y1=\"184.5\" x2=\"640\" y2=\"184.5\"/></svg>");
    line("<figcaption class=\"faint\">Submissions by percent of their points</figcaption>");
    line("</figure></section>");
  }

  private static String range(int bin) {
    int step = 100 / ClassFigures.BINS;
    return bin == ClassFigures.BINS - 1
        ? "%d\u2013100".formatted(bin * step)
        : "%d\u2013%d".formatted(bin * step, (bin + 1) * step - 1);
  }

  private void addPhases() {
    begin(
        "Phases",
        "Phase",
        "wide:",
        "number:On average",
        "number:Handed in",
        "number:Do not compile");
    for (OfPhase phase : figures.phases()) {
      row(
          "<th scope=\"row\">" + escape(titles.of(phase.phase())) + "</th>",
          "<td class=\"wide\">" + Html.bar(phase.mean(), phase.maxPoints()) + "</td>",
          number(Words.points(phase.mean(), phase.maxPoints())),
          number(phase.handedIn()),
          number(phase.notCompiled()));
    }
    end();
  }

  private void addHardest() {
    List<OfPromise> hardest = figures.hardest();
    if (hardest.isEmpty()) {
      return;
    }
    begin("Hardest promises", "Promise", "wide:", "number:Kept by");
    for (OfPromise promise : hardest.subList(0, Math.min(MOST_PROMISES, hardest.size()))) {
      row(
          "<th scope=\"row\">%s <span class=\"faint\">%s</span></th>"
              .formatted(
                  sentence(promise.promise().sentence()),
                  escape(promise.promise().id())),
          "<td class=\"wide\">" + Html.bar(promise.kept(), promise.tried()) + "</td>",
          number("%d of %d".formatted(promise.kept(), promise.tried())));
    }
    end();
  }

  private void addWrongStores() {
    Map<String, List<Grade>> wrong = figures.wrongStores();
    if (wrong.isEmpty()) {
      return;
    }
    begin("Commonest wrong stores", "Exhibit of the museum", "number:How many", "Who");
    wrong.forEach((name, who) -> {
      String names = who.stream().limit(MOST_NAMES).map(ClassPage::link).collect(joining(", "));
      row(
          "<th scope=\"row\"><code>" + escape(name) + "</code></th>",
          number(who.size()),
          "<td>%s%s</td>".formatted(names, who.size() > MOST_NAMES ? ", \u2026" : ""));
    });
    end();
  }

  private void addStudents() {
    List<String> heads = new ArrayList<>(List.of("Student", "number:Points"));
    List<Integer> phases = figures.phases().stream().map(OfPhase::phase).toList();
    phases.forEach(phase -> heads.add("number:" + phase));
    heads.add("");
    begin("All submissions", heads.toArray(String[]::new));
    for (Grade grade : grades) {
      List<String> cells = new ArrayList<>();
      cells.add("<th scope=\"row\">" + link(grade) + "</th>");
      cells.add(number(Points.text(grade.points())));
      for (int phase : phases) {
        cells.add(grade.phases().stream()
            .filter(result -> result.phase() == phase)
            .findFirst()
            .map(ClassPage::cell)
            .orElse("<td></td>"));
      }
      cells.add("<td class=\"faint\">%s</td>"
          .formatted(
              grade.remarks().isEmpty() ? "" : Words.count(grade.remarks().size(), "remark")));
      row(cells.toArray(String[]::new));
    }
    end();
  }

  private static String cell(PhaseResult phase) {
    if (phase.state() == State.NOT_COMPILED) {
      return "<td class=\"number bad\"><abbr title=\"does not compile\">\u2717</abbr></td>";
    }
    return phase.state() == State.GRADED
        ? number(Points.text(phase.points()))
        : "<td class=\"number faint\"><abbr title=\"not handed in\">\u2013</abbr></td>";
  }

  private static String link(Grade grade) {
    return "<a href=\"%s/%s.html\">%s</a>"
        .formatted(Reports.STUDENTS, FileName.of(grade.student()), escape(grade.student()));
  }

  private static String number(Object text) {
    return "<td class=\"number\">" + text + "</td>";
  }

  /** Begins a table; {@code "number:"} and {@code "wide:"} before a head are its class. */
  private void begin(String title, String... heads) {
    line("<section><h2>" + title + "</h2><div class=\"scroll\"><table><thead><tr>");
    for (String head : heads) {
      int colon = head.indexOf(':');
      line(
          colon < 0
              ? "<th scope=\"col\">" + head + "</th>"
              : "<th scope=\"col\" class=\"%s\">%s</th>"
                  .formatted(head.substring(0, colon), head.substring(colon + 1)));
    }
    line("</tr></thead><tbody>");
  }

  private void row(String... cells) {
    line("<tr>" + String.join("", cells) + "</tr>");
  }

  private void end() {
    line("</tbody></table></div></section>");
  }

  private void line(String markup) {
    html.append(markup).append('\n');
  }
}
