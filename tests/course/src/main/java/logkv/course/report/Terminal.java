package logkv.course.report;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import picocli.CommandLine.Help.Ansi;

/**
 * Where the tool writes: knows how wide it is, whether it shows colours, and which characters it can
 * show.
 */
public final class Terminal {
  private static final int USUAL_WIDTH = 100;
  private static final int NARROWEST = 40;

  private final PrintStream out;
  private final boolean interactive;
  private final boolean colours;
  private final boolean unicode;
  private final int width;

  /**
   * @param interactive whether a person looks at it, rather than a file or another program
   * @param unicode whether it shows more than ASCII
   * @param width in columns
   */
  public Terminal(
      PrintStream out, boolean interactive, boolean colours, boolean unicode, int width) {
    this.out = out;
    this.interactive = interactive;
    this.colours = colours;
    this.unicode = unicode;
    this.width = Math.max(NARROWEST, width);
  }

  /** What this process writes to; the launcher says what it knows in system properties. */
  public static Terminal ofThisProcess() {
    boolean interactive = Boolean.parseBoolean(
        System.getProperty("logkv.course.terminal", String.valueOf(System.console() != null)));
    String noColour = System.getenv("NO_COLOR");
    boolean colours = interactive
        && (noColour == null || noColour.isEmpty())
        && !"dumb".equals(System.getenv("TERM"));
    Charset charset = charset();
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, charset);
    Integer width = Integer.getInteger("logkv.course.columns", USUAL_WIDTH);
    return new Terminal(out, interactive, colours, charset.newEncoder().canEncode('█'), width);
  }

  private static Charset charset() {
    for (String property : new String[] {"stdout.encoding", "native.encoding"}) {
      String name = System.getProperty(property, "");
      if (!name.isEmpty() && Charset.isSupported(name)) {
        return Charset.forName(name);
      }
    }
    return Charset.defaultCharset();
  }

  /** The same for picocli's help. */
  public Ansi ansi() {
    return colours ? Ansi.ON : Ansi.OFF;
  }

  public int width() {
    return width;
  }

  public void line(String text) {
    out.print(text);
    out.print(System.lineSeparator());
    out.flush();
  }

  public void line() {
    line("");
  }

  /** Shows something that the next line or the next progress wipes away; nothing in a file. */
  public void progress(String text) {
    if (interactive) {
      out.print("\r\033[K" + cut(text, width - 1) + (text.isEmpty() ? "" : "\r"));
      out.flush();
    }
  }

  /** Begins with an empty screen, if there is one. */
  public void clear() {
    if (interactive) {
      out.print("\033[H\033[2J\033[3J");
      out.flush();
    }
  }

  public String green(String text) {
    return colour("32", text);
  }

  public String red(String text) {
    return colour("31", text);
  }

  public String yellow(String text) {
    return colour("33", text);
  }

  public String bold(String text) {
    return colour("1", text);
  }

  public String faint(String text) {
    return colour("2", text);
  }

  private String colour(String code, String text) {
    return colours && !text.isEmpty() ? "\033[" + code + "m" + text + "\033[0m" : text;
  }

  /** The first if it can be shown, otherwise its stand-in. */
  public String symbol(String beautiful, String plain) {
    return unicode ? beautiful : plain;
  }

  public String tick() {
    return symbol("✓", "ok");
  }

  public String cross() {
    return symbol("✗", "x");
  }

  public String dots() {
    return symbol("…", "...");
  }

  /** A bar of {@code columns} columns of which {@code part} in {@code whole} are filled. */
  public String bar(int part, int whole, int columns) {
    int full = whole == 0 ? 0 : (int) ((long) columns * part / whole);
    if (part > 0 && full == 0) {
      full = 1; // the first step is to be seen
    }
    return symbol("█", "#").repeat(full) + symbol("░", ".").repeat(columns - full);
  }

  /** Shortens {@code text} to one line of at most {@code columns} columns. */
  public String cut(String text, int columns) {
    String oneLine = text.strip().replaceAll("\\s+", " ");
    if (oneLine.length() <= columns) {
      return oneLine;
    }
    return oneLine.substring(0, Math.max(0, columns - dots().length())).stripTrailing() + dots();
  }
}
