package logkv.cli.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A command as it is typed into the shell, and the words it is made of.
 *
 * <pre>
 *   put tea green                  words end at blanks
 *   put "Earl Grey" "hot\n\xff"    in double quotes, blanks are as good as any, and so are the escapes
 *                                  of {@link Escapes}
 *   put 'C:\temp' 'say "hi"'       in single quotes, everything stands for itself
 *   put "two
 *   lines" x                       quotes may go on over the end of a line
 *   # a comment
 * </pre>
 *
 * <p>Outside of quotes a backslash stands for itself. A word whose first character stands in quotes is
 * never an option, whatever it begins with.
 *
 * @param words what is there, in the order of the line
 * @param openQuote the quote that was opened last and not closed, or 0
 */
public record Words(List<Word> words, char openQuote) {

  /**
   * One of them.
   *
   * @param from where in the line it begins
   * @param source how it was typed
   */
  public record Word(int from, String source) {

    public int to() {
      return from + source.length();
    }

    /**
     * Returns what it means, as {@link RawText}.
     *
     * @throws IllegalArgumentException if a backslash in double quotes means nothing
     */
    public String argument() {
      StringBuilder argument = new StringBuilder();
      for (int i = 0; i < source.length(); ) {
        char c = source.charAt(i);
        int end = c == '"' || c == '\'' ? closing(source, i) : i;
        String part = source.substring(i == end ? i : i + 1, i == end ? i + 1 : end);
        argument.append(c == '"' ? RawText.of(Escapes.bytes(part)) : part);
        i = end + 1;
      }
      boolean quoted = source.startsWith("\"") || source.startsWith("'");
      if (quoted && argument.indexOf("-") == 0) {
        argument.setCharAt(0, RawText.holding((byte) '-')); // no option
      }
      return argument.toString();
    }
  }

  /** Returns the words of {@code line}. */
  public static Words of(String line) {
    List<Word> words = new ArrayList<>();
    char open = 0;
    int i = afterBlanks(line, 0);
    if (i < line.length() && line.charAt(i) == '#') {
      return new Words(words, open);
    }
    while (i < line.length()) {
      int from = i;
      while (i < line.length() && !isBlank(line.charAt(i))) {
        char c = line.charAt(i);
        if (c == '"' || c == '\'') {
          i = closing(line, i);
          open = i == line.length() ? c : 0;
        }
        i = Math.min(i + 1, line.length());
      }
      words.add(new Word(from, line.substring(from, i)));
      i = afterBlanks(line, i);
    }
    return new Words(words, open);
  }

  /** Returns what the words mean, for picocli. */
  public List<String> arguments() {
    return words.stream().map(Word::argument).toList();
  }

  /** Returns where the quote at {@code open} is closed, or the length of the line. */
  private static int closing(String line, int open) {
    char quote = line.charAt(open);
    for (int i = open + 1; i < line.length(); i++) {
      if (line.charAt(i) == quote) {
        return i;
      }
      if (quote == '"' && line.charAt(i) == '\\') {
        i++;
      }
    }
    return line.length();
  }

  private static int afterBlanks(String line, int from) {
    int i = from;
    while (i < line.length() && isBlank(line.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }
}
