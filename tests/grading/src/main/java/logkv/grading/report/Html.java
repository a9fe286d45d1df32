package logkv.grading.report;

import java.util.regex.Pattern;

/** Pages that load nothing and run nothing, readable in the light, in the dark, on paper and a phone. */
public final class Html {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private static final String STYLE = """
      :root {
        color-scheme: light dark;
        --back: #ffffff; --card: #f5f6f8; --line: #d5d9e0; --text: #1b1f27; --faint: #59616e;
        --good: #19713f; --bad: #b3261e; --warn: #8a5300; --bar: #3565c4; --rest: #dfe3ea;
        --code: #eceff3;
      }
      @media (prefers-color-scheme: dark) {
        :root {
          --back: #14171c; --card: #1d2128; --line: #3a414c; --text: #e6e9ee; --faint: #a3acb9;
          --good: #6fd39a; --bad: #ff9a90; --warn: #f0b95a; --bar: #7aa2f0; --rest: #333a45;
          --code: #262b34;
        }
      }
      * { box-sizing: border-box; }
      body {
        margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 62rem;
        background: var(--back); color: var(--text);
        font: 1rem/1.5 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif;
        overflow-wrap: anywhere;
      }
      h1 { margin: 0; font-size: 1.7rem; line-height: 1.25; }
      h2 { margin: 2.2rem 0 .6rem; font-size: 1.25rem; line-height: 1.3; }
      p { margin: .5rem 0; }
      a { color: var(--bar); }
      .faint { color: var(--faint); }
      .good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); }
      .score { font-size: 2.2rem; font-weight: 700; line-height: 1.2; margin: .4rem 0; }
      .score small { font-size: 1.1rem; font-weight: 400; color: var(--faint); }
      .note {
        background: var(--card); border: 1px solid var(--line); border-left: .35rem solid var(--bar);
        border-radius: .4rem; padding: .6rem .9rem; margin: .8rem 0;
      }
      .note.warn { color: inherit; border-left-color: var(--warn); }
      .note.bad { color: inherit; border-left-color: var(--bad); }
      table { border-collapse: collapse; width: 100%; }
      caption { text-align: left; color: var(--faint); padding-bottom: .3rem; }
      th, td { text-align: left; padding: .35rem .6rem .35rem 0; vertical-align: top; }
      thead .number { white-space: normal; }
      thead th { border-bottom: 2px solid var(--line); font-weight: 600; }
      tbody tr + tr > * { border-top: 1px solid var(--line); }
      tbody th { font-weight: 400; }
      .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
      td.wide { width: 32%; }
      .scroll { overflow-x: auto; }
      .scroll table { overflow-wrap: normal; }
      .bar { display: block; width: 100%; min-width: 3rem; height: .8rem; margin-top: .35rem; }
      .bar rect { fill: var(--rest); } .bar rect + rect { fill: var(--bar); }
      ul.promises { list-style: none; padding: 0; margin: 0; }
      ul.promises > li {
        display: grid; grid-template-columns: 1.6rem 1fr auto; gap: 0 .4rem;
        padding: .5rem 0; border-top: 1px solid var(--line);
      }
      ul.promises .more { grid-column: 2 / -1; min-width: 0; }
      .mark { font-weight: 700; }
      pre {
        background: var(--code); border: 1px solid var(--line); border-radius: .4rem;
        padding: .7rem .8rem; margin: .5rem 0; overflow-x: auto; overflow-wrap: normal;
        font: .84rem/1.45 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
      }
      code { font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .9em; }
      summary { cursor: pointer; }
      figure { margin: 0; }
      svg.chart { display: block; width: 100%; max-width: 44rem; height: auto; }
      svg.chart rect { fill: var(--bar); }
      svg.chart text { fill: var(--text); font-size: 13px; text-anchor: middle; }
      svg.chart line { stroke: var(--line); }
      .beside { display: grid; grid-template-columns: 1fr 1fr; gap: 0 .8rem; }
      .beside > div { min-width: 0; }
      footer { margin-top: 2.5rem; border-top: 1px solid var(--line); color: var(--faint); font-size: .9rem; }
      @media (max-width: 34rem) {
        td.wide, th.wide { display: none; }
        .beside { grid-template-columns: 1fr; }
        ul.promises > li { grid-template-columns: 1.3rem 1fr; }
        ul.promises .number { grid-column: 2; text-align: left; color: var(--faint); }
      }
      @media print {
        body { max-width: none; font-size: 10pt; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; }
        ul.promises > li, .note { break-inside: avoid; }
      }
      """;

  private Html() {}

  /** Returns {@code text} so that a browser shows it and takes nothing of it for markup. */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** The same for a sentence, in which {@code `code`} is shown as code. */
  public static String sentence(String text) {
    return CODE.matcher(escape(text)).replaceAll("<code>$1</code>");
  }

  /** Lines that keep their columns. */
  public static String lines(String text) {
    // A browser drops a line break right behind the tag.
    return "<pre>\n" + escape(text) + "</pre>\n";
  }

  /** A bar of which {@code part} in {@code whole} is filled. */
  public static String bar(int part, int whole) {
    int percent = whole == 0 ? 0 : (int) (100L * part / whole);
    return ("<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
            + "<rect width=\"100\" height=\"10\"/><rect width=\"%d\" height=\"10\"/></svg>")
        .formatted(percent);
  }

  /**
   * A whole page.
   *
   * @param title plain text
   * @param body of markup
   */
  public static String page(String title, String body) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
        <meta name="referrer" content="no-referrer">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        %s</body>
        </html>
        """.formatted(escape(title), STYLE, body);
  }
}
