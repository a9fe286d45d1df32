package logkv.grading.similar;

import static logkv.grading.report.Html.escape;
import static logkv.grading.report.Html.lines;

import java.util.List;
import logkv.grading.report.Html;
import logkv.grading.similar.Similarity.Result;

/** The pairs of a class, and for the most similar ones what is alike, side by side. */
final class SimilarPage {
  private static final int MOST_SHOWN = 60;

  private SimilarPage() {}

  static String of(Result result) {
    StringBuilder page = new StringBuilder();
    page.append("""
        <header><p class="faint">LogKV</p><h1>Similar submissions</h1></header>
        <main>
        <p>What was handed out does not count. A number proves nothing: two who solve the same step \
        well may write the same lines, and this course has short steps. Read the pair, then talk to \
        both.</p>
        """);
    List<Pair> shown =
        result.pairs().subList(0, Math.min(MOST_SHOWN, result.pairs().size()));
    if (shown.isEmpty()) {
      page.append("<p>No pair of the %d submissions is that similar.</p>\n"
          .formatted(result.submissions()));
    } else {
      addTable(shown, result.pairs().size(), page);
    }
    for (int i = 0; i < shown.size(); i++) {
      add(shown.get(i), i, page);
    }
    if (!result.remarks().isEmpty()) {
      page.append("<section><h2>Not compared</h2><ul>\n");
      result
          .remarks()
          .forEach(remark -> page.append("<li>").append(escape(remark)).append("</li>\n"));
      page.append("</ul></section>\n");
    }
    page.append("</main>\n<footer><p>Compared with JPlag.</p></footer>\n");
    return Html.page("LogKV, similar submissions", page.toString());
  }

  private static void addTable(List<Pair> pairs, int all, StringBuilder page) {
    page.append("<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Pair</th>"
        + "<th scope=\"col\">Phase</th><th scope=\"col\" class=\"wide\"></th>"
        + "<th scope=\"col\" class=\"number\">Alike</th></tr></thead><tbody>\n");
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      page.append(("<tr><th scope=\"row\"><a href=\"#pair-%d\">%s and %s</a></th><td>%d</td>"
              + "<td class=\"wide\">%s</td><td class=\"number\">%d %%</td></tr>\n")
          .formatted(
              i,
              escape(pair.first()),
              escape(pair.second()),
              pair.phase(),
              Html.bar(pair.percent(), 100),
              pair.percent()));
    }
    page.append("</tbody></table></div>\n");
    if (all > pairs.size()) {
      page.append("<p class=\"faint\">And %d more pairs.</p>\n".formatted(all - pairs.size()));
    }
  }

  private static void add(Pair pair, int number, StringBuilder page) {
    page.append(
        "<section id=\"pair-%d\"><h2>%s and %s <span class=\"faint\">phase %d, %d %%</span></h2>\n"
            .formatted(
                number, escape(pair.first()), escape(pair.second()), pair.phase(), pair.percent()));
    for (Pair.Match match : pair.matches()) {
      page.append("<div class=\"beside\"><div>\n")
          .append(side(match.firstLines(), match.firstText()))
          .append("</div><div>\n")
          .append(side(match.secondLines(), match.secondText()))
          .append("</div></div>\n");
    }
    page.append("</section>\n");
  }

  private static String side(String where, String text) {
    return "<p class=\"faint\">" + escape(where) + "</p>\n" + lines(text);
  }
}
