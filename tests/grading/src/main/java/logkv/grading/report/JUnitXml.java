package logkv.grading.report;

import logkv.grading.score.Grade;
import logkv.grading.score.PhaseResult;
import logkv.grading.score.PromiseResult;
import logkv.grading.score.Verdict;

/** A grade in the format in which build servers read test results: a test for each promise. */
final class JUnitXml {
  private JUnitXml() {}

  static String of(Grade grade, PhaseTitles titles) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<testsuites name=\"%s\">\n".formatted(escape(grade.student())));
    for (PhaseResult phase : grade.phases()) {
      xml.append(
          "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\">\n"
              .formatted(
                  escape(titles.of(phase.phase())),
                  phase.promises().size(),
                  count(phase, Verdict.BROKEN),
                  count(phase, Verdict.NOT_REACHED) + count(phase, Verdict.NOT_COMPILED),
                  count(phase, Verdict.NOT_SUBMITTED)));
      if (phase.visibleTotal() > 0) {
        xml.append("    <properties><property name=\"visible tests\" value=\"%s\"/></properties>\n"
            .formatted(Words.green(phase.visiblePassed(), phase.visibleTotal())));
      }
      phase.promises().forEach(result -> add(result, phase, xml));
      xml.append("  </testsuite>\n");
    }
    return xml.append("</testsuites>\n").toString();
  }

  private static long count(PhaseResult phase, Verdict verdict) {
    return phase.promises().stream()
        .filter(result -> result.verdict() == verdict)
        .count();
  }

  private static void add(PromiseResult result, PhaseResult phase, StringBuilder xml) {
    xml.append("    <testcase classname=\"phase-%d\" name=\"%s\""
        .formatted(
            phase.phase(), escape(result.promise().id() + " " + result.promise().sentence())));
    switch (result.verdict()) {
      case KEPT -> xml.append("/>\n");
      case NOT_SUBMITTED -> xml.append("><skipped/></testcase>\n");
      case BROKEN -> addTrouble("failure", result, result.story(), xml);
      case NOT_REACHED -> addTrouble("error", result, result.story(), xml);
      case NOT_COMPILED -> addTrouble("error", result, phase.compilerWords(), xml);
    }
  }

  private static void addTrouble(
      String kind, PromiseResult result, String story, StringBuilder xml) {
    String hint = result.hint().isEmpty() ? "" : "\nhint  " + result.hint();
    xml.append(">\n      <%s message=\"%s\">%s</%s>\n    </testcase>\n"
        .formatted(
            kind,
            escape(Words.verdict(result.verdict())),
            escape(story + hint + "\nread  lectures/" + result.promise().lecture()),
            kind));
  }

  /** What XML can say of {@code text}: it has no control characters at all, not even escaped. */
  static String escape(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints().forEach(c -> {
      boolean inXml = c == '\n'
          || c == '\t'
          || c >= ' ' && c < 0xd800
          || c >= 0xe000 && c < 0xfffe
          || c >= 0x10000;
      if (inXml) {
        visible.appendCodePoint(c);
      } else {
        visible.append("\\u%04x".formatted(c));
      }
    });
    return Html.escape(visible.toString()).replace("\n", "&#10;");
  }
}
