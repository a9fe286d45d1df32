package logkv.grading.report;

import static logkv.grading.report.Html.escape;
import static logkv.grading.report.Html.lines;
import static logkv.grading.report.Html.sentence;

import logkv.grading.score.Grade;
import logkv.grading.score.PhaseResult;
import logkv.grading.score.PhaseResult.State;
import logkv.grading.score.Points;
import logkv.grading.score.PromiseResult;
import logkv.grading.score.Verdict;

/** The page for a student: what her store has kept, and the stories of what it has not. */
final class StudentPage {
  private final PhaseTitles titles;
  private final StringBuilder html = new StringBuilder();

  private StudentPage(PhaseTitles titles) {
    this.titles = titles;
  }

  static String of(Grade grade, PhaseTitles titles) {
    StudentPage page = new StudentPage(titles);
    page.add(grade);
    return Html.page(grade.student() + ", LogKV", page.html.toString());
  }

  private void add(Grade grade) {
    line("<header>");
    line("<p class=\"faint\">LogKV</p>");
    line("<h1>" + escape(grade.student()) + "</h1>");
    line("<p class=\"score\">%s <small>of %s points</small></p>"
        .formatted(Points.text(grade.points()), Points.text(grade.maxPoints())));
    line("</header>");
    line("<main>");
    addFirst(grade);
    addSummary(grade);
    grade.phases().forEach(this::add);
    addRemarks(grade);
    line("</main>");
    line("<footer><p>" + escape(grade.isolation()) + "</p></footer>");
  }

  /** With what to begin: what comes later may rest on it. */
  private void addFirst(Grade grade) {
    for (PhaseResult phase : grade.phases()) {
      if (phase.state() == State.NOT_COMPILED) {
        addFirst("phase-" + phase.phase(), "phase " + phase.phase() + ", which does not compile.");
        return;
      }
      for (PromiseResult result : phase.promises()) {
        if (!result.story().isEmpty()) {
          addFirst(id(result), sentence(result.promise().sentence()));
          return;
        }
      }
    }
  }

  private void addFirst(String id, String what) {
    line("<p class=\"note\">Begin with <a href=\"#%s\">%s</a> What comes later may rest on it.</p>"
        .formatted(id, what));
  }

  private void addSummary(Grade grade) {
    line("<table>");
    line("<thead><tr><th scope=\"col\">Phase</th><th scope=\"col\" class=\"wide\"></th>"
        + "<th scope=\"col\" class=\"number\">Points</th></tr></thead>");
    line("<tbody>");
    for (PhaseResult phase : grade.phases()) {
      line("<tr><th scope=\"row\"><a href=\"#phase-%d\">%s</a>%s</th><td class=\"wide\">%s</td>"
              .formatted(
                  phase.phase(),
                  escape(titles.of(phase.phase())),
                  shortState(phase),
                  Html.bar(phase.points(), phase.maxPoints()))
          + "<td class=\"number\">%s</td></tr>"
              .formatted(Words.points(phase.points(), phase.maxPoints())));
    }
    line("</tbody>");
    line("</table>");
  }

  private static String shortState(PhaseResult phase) {
    return switch (phase.state()) {
      case GRADED -> "";
      case UNTOUCHED -> " <span class=\"faint\">as handed out</span>";
      case NOT_COMPILED -> " <span class=\"bad\">does not compile</span>";
      case NOT_SUBMITTED -> " <span class=\"faint\">not handed in</span>";
    };
  }

  private void add(PhaseResult phase) {
    line("<section id=\"phase-%d\">".formatted(phase.phase()));
    line("<h2>%s <span class=\"faint\">%s</span></h2>"
        .formatted(
            escape(titles.of(phase.phase())), Words.points(phase.points(), phase.maxPoints())));
    Words.state(phase).ifPresent(words -> line("<p>" + escape(words) + "</p>"));
    if (!phase.compilerWords().isEmpty()) {
      line(lines(phase.compilerWords()));
    }
    Words.visibleTests(phase).ifPresent(words -> line("<p class=\"faint\">" + words + ".</p>"));
    phase
        .alike()
        .ifPresent(wrong -> line(
            "<div class=\"note warn\"><p>Your store behaves like one that is known, <strong>%s</strong>:</p><p>%s</p></div>"
                .formatted(escape(wrong.name()), sentence(wrong.story()))));
    if (phase.state() == State.GRADED) {
      line("<ul class=\"promises\">");
      phase.promises().forEach(this::add);
      line("</ul>");
    }
    line("</section>");
  }

  private void add(PromiseResult result) {
    boolean kept = result.verdict() == Verdict.KEPT;
    line("<li id=\"%s\"><span class=\"mark %s\" role=\"img\" aria-label=\"%s\">%s</span>"
        .formatted(
            id(result),
            kept ? "good" : result.verdict() == Verdict.BROKEN ? "bad" : "warn",
            Words.verdict(result.verdict()),
            kept ? "\u2713" : result.verdict() == Verdict.BROKEN ? "\u2717" : "\u2013"));
    line("<span>%s</span>".formatted(sentence(result.promise().sentence())));
    line("<span class=\"number\">%s</span>"
        .formatted(Words.points(result.points(), result.promise().points())));
    if (!kept) {
      line("<div class=\"more\">");
      if (!result.story().isEmpty()) {
        line(lines(result.story()));
      }
      if (!result.hint().isEmpty()) {
        line("<p><strong>Hint</strong> " + sentence(result.hint()) + "</p>");
      }
      line("<p class=\"faint\">Explained in <code>lectures/%s</code></p>"
          .formatted(escape(result.promise().lecture())));
      line("</div>");
    }
    line("</li>");
  }

  private void addRemarks(Grade grade) {
    if (grade.remarks().isEmpty()) {
      return;
    }
    line("<section>");
    line("<h2>Remarks</h2>");
    line("<ul>");
    grade.remarks().forEach(remark -> line("<li>" + escape(remark) + "</li>"));
    line("</ul>");
    line("</section>");
  }

  /** An id of a promise is letters, digits, dots and dashes. */
  private static String id(PromiseResult result) {
    return "promise-" + result.promise().id();
  }

  private void line(String markup) {
    html.append(markup).append('\n');
  }
}
