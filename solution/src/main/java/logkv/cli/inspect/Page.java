package logkv.cli.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A log as a picture: one page that needs no other file and no network.
 *
 * <p>The page is {@code page.html} with four holes in it: {@code {{title}}}, {@code {{intro}}}, {@code
 * {{data}}} and {@code {{tables}}}. Each text that comes from the store is escaped on its way in, by
 * {@link #escaped} or as JSON, and a script of the page shows it as text and never as markup.
 */
final class Page {
  private final OutputStream out;

  Page(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes the page.
   *
   * @param title what was looked at
   * @return what each part adds up to
   */
  List<Tally> write(String title, Survey survey, List<SideFile> others, List<Finding> findings)
      throws IOException {
    long grain = PictureData.grain(survey);
    List<Tally> tallies = new ArrayList<>();
    for (String piece : template().split("(?=\\{\\{)|(?<=}})")) {
      switch (piece) {
        case "{{title}}" -> print(escaped(title));
        case "{{intro}}" -> print(intro(survey, grain));
        case "{{data}}" ->
          tallies.addAll(new PictureData(out, grain).write(survey, position(others)));
        case "{{tables}}" -> print(tables(survey.parts(), tallies, others, findings));
        default -> print(piece);
      }
    }
    return tallies;
  }

  private static String template() throws IOException {
    try (InputStream page = Page.class.getResourceAsStream("page.html")) {
      return new String(page.readAllBytes(), UTF_8);
    }
  }

  private static Optional<SideFile.Position> position(List<SideFile> others) {
    return others.stream().flatMap(file -> file.position().stream()).findFirst();
  }

  private static String intro(Survey survey, long grain) {
    long bytes = survey.parts().stream().mapToLong(Part::size).sum();
    String size = "%s of log in %s, oldest first; all bars have the same scale."
        .formatted(Words.count(bytes, "byte"), Words.count(survey.parts().size(), "file"));
    String cells = grain == 0
        ? "A cell is a record, as wide as it has bytes, but never narrower than 3 pixels."
        : ("There are too many records for a cell each (%s): a cell stands for %s, and each colour in"
                + " it has as much of its height as of these bytes; but what is damaged or torn is"
                + " never too little to be seen.")
            .formatted(Words.number(survey.pieces()), Words.count(grain, "byte"));
    return "<p>%s %s</p>".formatted(size, cells);
  }

  private static String tables(
      List<Part> parts, List<Tally> tallies, List<SideFile> others, List<Finding> findings) {
    StringBuilder html = new StringBuilder("<h2>What is wrong</h2>\n");
    for (Finding finding : findings) {
      html.append(told(finding));
    }
    if (findings.isEmpty()) {
      html.append("<p>Nothing.</p>\n");
    }
    html.append(
        "<h2>What it adds up to</h2>\n<div class=\"scroll\"><table class=\"sums\">\n<tr><th>file</th>");
    for (String column : List.of("bytes", "records", "live bytes", "dead", "tombstones")) {
      html.append("<th class=\"n\">").append(column).append("</th>");
    }
    html.append("</tr>\n");
    for (int i = 0; i < parts.size(); i++) {
      sums(html, parts.get(i).name(), tallies.get(i));
    }
    if (parts.size() > 1) {
      sums(html, "all", Tally.sum(tallies));
    }
    html.append("</table></div>\n");
    if (!others.isEmpty()) {
      html.append("<h2>Other files</h2>\n<div class=\"scroll\"><table class=\"sums\">\n");
      for (SideFile file : others) {
        html.append("<tr><td>%s</td><td class=\"n\">%s</td><td>%s</td></tr>\n"
            .formatted(escaped(file.name()), Words.number(file.bytes()), escaped(file.summary())));
      }
      html.append("</table></div>\n");
    }
    return html.toString();
  }

  private static String told(Finding finding) {
    String file = escaped(finding.file());
    String bytes = finding.length() == 0 ? "" : ", " + Words.count(finding.length(), "byte");
    return """
        <p class="finding %s"><b>%s</b> in %s at %d%s: %s
        <button type="button" data-file="%s" data-offset="%d">show</button></p>
        """.formatted(
            finding.what().name().toLowerCase(Locale.ROOT),
            finding.what().word(),
            file,
            finding.offset(),
            bytes,
            escaped(finding.reason()),
            file,
            finding.offset());
  }

  private static void sums(StringBuilder html, String name, Tally tally) {
    html.append("<tr><td>").append(escaped(name)).append("</td>");
    long[] numbers = {
      tally.bytes(),
      tally.records(),
      tally.bytes(State.LIVE),
      tally.bytes(State.DEAD),
      tally.bytes(State.TOMBSTONE)
    };
    for (long number : numbers) {
      html.append("<td class=\"n\">").append(Words.number(number)).append("</td>");
    }
    html.append("</tr>\n");
  }

  /** Returns {@code text} as HTML that shows it, between tags and in quotes. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private void print(String html) throws IOException {
    out.write(html.getBytes(UTF_8));
  }
}
