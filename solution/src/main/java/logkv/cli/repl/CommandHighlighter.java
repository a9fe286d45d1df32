package logkv.cli.repl;

import java.util.Set;
import logkv.cli.text.Words;
import logkv.cli.text.Words.Word;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours a command while it is typed: a first word that means nothing is red. */
final class CommandHighlighter implements Highlighter {
  private final Set<String> commands;

  CommandHighlighter(Set<String> commands) {
    this.commands = commands;
  }

  @Override
  public AttributedString highlight(LineReader reader, String buffer) {
    AttributedStringBuilder coloured = new AttributedStringBuilder();
    int at = 0;
    for (Word word : Words.of(buffer).words()) {
      coloured.append(buffer.substring(at, word.from()));
      coloured.styled(style(word, at == 0), word.source());
      at = word.to();
    }
    return coloured.append(buffer.substring(at)).toAttributedString();
  }

  private AttributedStyle style(Word word, boolean first) {
    if (first) {
      return commands.contains(word.source())
          ? AttributedStyle.BOLD
          : AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
    }
    if (word.source().startsWith("-")) {
      return AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
    }
    boolean quoted = word.source().startsWith("\"") || word.source().startsWith("'");
    return quoted
        ? AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN)
        : AttributedStyle.DEFAULT;
  }
}
