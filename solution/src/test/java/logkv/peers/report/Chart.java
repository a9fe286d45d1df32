package logkv.peers.report;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Bars, as SVG: for each measure a panel, for each engine a bar up to the median, and a thin line from
 * the least to the greatest. Every panel has a scale of its own that begins at 0.
 *
 * @param name for files
 * @param what it shows, in a line
 */
record Chart(String name, String what, List<Panel> panels) {
  private static final int COLUMNS = 2;
  private static final int PANEL_WIDTH = 410;
  private static final int LABEL_WIDTH = 190;
  private static final int BAR_WIDTH = 140; // for the greatest
  private static final int ROW = 20;
  private static final int HEAD = 34;
  private static final int GAP = 14;
  private static final String STYLE = """
        <style>
          text { font: 12px sans-serif; fill: #1f2328; }
          .head { font-weight: bold; }
          .title { font-size: 15px; font-weight: bold; }
          .ours { fill: #1a7f37; } .peer { fill: #54aeff; } .bare { fill: #8c959f; }
          .whisker { stroke: #1f2328; stroke-width: 1; }
          @media (prefers-color-scheme: dark) {
            text { fill: #e6edf3; }
            .ours { fill: #2ea043; } .peer { fill: #388bfd; } .bare { fill: #6e7681; }
            .whisker { stroke: #e6edf3; }
          }
        </style>
      """;

  /** The bars of one measure, and its unit. */
  record Panel(String title, String unit, List<Bar> bars) {
    int height() {
      return HEAD + bars.size() * ROW + GAP;
    }

    double greatest() {
      return bars.stream().mapToDouble(bar -> bar.spread().greatest()).max().orElse(1);
    }
  }

  record Bar(String engine, Spread spread) {
    String kind() {
      return engine.equals(Aims.OURS) ? "ours" : engine.startsWith("bare") ? "bare" : "peer";
    }
  }

  String toSvg() {
    StringBuilder drawn = new StringBuilder();
    int y = 40;
    for (int i = 0; i < panels.size(); i += COLUMNS) {
      int height = 0;
      for (int column = 0; column < COLUMNS && i + column < panels.size(); column++) {
        Panel panel = panels.get(i + column);
        draw(panel, 10 + column * PANEL_WIDTH, y, drawn);
        height = Math.max(height, panel.height());
      }
      y += height;
    }
    int width = 10 + Math.min(COLUMNS, panels.size()) * PANEL_WIDTH;
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" aria-labelledby="t d">
          <title id="t">%3$s</title>
          <desc id="d">%4$s</desc>
        %5$s  <text x="10" y="22" class="title">%3$s</text>
        %6$s</svg>
        """.formatted(width, y, escaped(what), escaped(inWords()), STYLE, drawn);
  }

  private static void draw(Panel panel, int x, int y, StringBuilder into) {
    text(into, x, y + 16, "head", panel.title() + ", " + panel.unit());
    double scale = BAR_WIDTH / Math.max(panel.greatest(), Double.MIN_NORMAL);
    int top = y + 24;
    for (Bar bar : panel.bars()) {
      text(into, x, top + 13, "", bar.engine());
      int from = x + LABEL_WIDTH;
      rectangle(into, from, top + 3, bar.spread().median() * scale, bar.kind());
      double least = from + bar.spread().least() * scale;
      double greatest = from + bar.spread().greatest() * scale;
      line(into, least, greatest, top + 9.5);
      text(
          into,
          (int) Math.ceil(Math.max(greatest, from)) + 6,
          top + 13,
          "",
          Numbers.text(bar.spread().median()));
      top += ROW;
    }
  }

  private static void text(StringBuilder into, int x, int y, String style, String words) {
    into.append("  <text x=\"%d\" y=\"%d\"%s>%s</text>\n"
        .formatted(x, y, style.isEmpty() ? "" : " class=\"" + style + "\"", escaped(words)));
  }

  private static void rectangle(StringBuilder into, int x, int y, double width, String style) {
    into.append(String.format(
        Locale.ROOT,
        "  <rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"13\" class=\"%s\"/>%n",
        x,
        y,
        Math.max(0, width),
        style));
  }

  private static void line(StringBuilder into, double from, double to, double y) {
    into.append(String.format(
        Locale.ROOT,
        "  <line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"whisker\"/>%n",
        from,
        y,
        to,
        y));
  }

  /** The same for those who cannot see it. */
  private String inWords() {
    List<String> sentences = new ArrayList<>();
    for (Panel panel : panels) {
      sentences.add(panel.title() + ", " + panel.unit() + ": "
          + panel.bars().stream()
              .map(bar -> bar.engine() + " " + Numbers.text(bar.spread().median()))
              .collect(joining(", "))
          + ".");
    }
    return String.join(" ", sentences);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
