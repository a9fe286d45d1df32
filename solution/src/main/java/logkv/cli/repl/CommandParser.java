package logkv.cli.repl;

import java.util.List;
import java.util.stream.Stream;
import logkv.cli.text.Words;
import logkv.cli.text.Words.Word;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells JLine where the words of a command are, and that an open quote wants another line. */
final class CommandParser implements Parser {

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.COMPLETE) {
      return new Completing(line, cursor, Words.of(line.substring(0, cursor)).words());
    }
    Words words = Words.of(line);
    if (words.openQuote() != 0 && context == ParseContext.ACCEPT_LINE) {
      throw new EOFError(-1, -1, "a quote is open");
    }
    return new Completing(line, cursor, words.words());
  }

  /** What can end as a longer word: the one that ends at the cursor, or a new one there. */
  private static final class Completing implements CompletingParsedLine {
    private final String line;
    private final int cursor;
    private final List<String> before;
    private final String word;

    private Completing(String line, int cursor, List<Word> words) {
      Word last = words.isEmpty() ? null : words.get(words.size() - 1);
      boolean inside = last != null && last.to() == cursor;
      this.line = line;
      this.cursor = cursor;
      this.word = inside ? last.source() : "";
      this.before = words.stream()
          .limit(inside ? words.size() - 1 : words.size())
          .map(Word::source)
          .toList();
    }

    @Override
    public String word() {
      return word;
    }

    @Override
    public int wordCursor() {
      return word.length();
    }

    @Override
    public int wordIndex() {
      return before.size();
    }

    @Override
    public List<String> words() {
      return Stream.concat(before.stream(), Stream.of(word)).toList();
    }

    @Override
    public String line() {
      return line;
    }

    @Override
    public int cursor() {
      return cursor;
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate; // it stands in quotes already, if it needs them
    }

    @Override
    public int rawWordCursor() {
      return word.length();
    }

    @Override
    public int rawWordLength() {
      return word.length();
    }
  }
}
