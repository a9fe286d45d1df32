package logkv.cli.repl;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import logkv.cli.text.Escapes;
import logkv.cli.text.RawText;
import logkv.cli.text.Words;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** What a word may become: a command, one of its options, or a key that the store has. */
final class CommandCompleter implements Completer {
  private static final Set<String> ABOUT_KEYS =
      Set.of("get", "put", "set", "delete", "del", "exists");

  private final Shell shell;

  CommandCompleter(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String command = line.words().get(0);
    if (line.wordIndex() == 0 || command.equals("help") && line.wordIndex() == 1) {
      add(shell.commands(), candidates);
    } else if (line.word().startsWith("-")) {
      add(shell.options(command), candidates);
    } else if (ABOUT_KEYS.contains(command) && isFirstArgument(line)) {
      addKeys(line.word(), candidates);
    }
  }

  private static boolean isFirstArgument(ParsedLine line) {
    return line.words().subList(1, line.wordIndex()).stream().allMatch(w -> w.startsWith("-"));
  }

  private static void add(Collection<String> words, List<Candidate> candidates) {
    words.forEach(word -> candidates.add(new Candidate(word)));
  }

  private void addKeys(String typed, List<Candidate> candidates) {
    try {
      boolean quoted = typed.startsWith("\"");
      for (byte[] key : shell.keys(meaning(typed))) {
        String word = Escapes.word(key);
        String inQuotes = word.startsWith("\"") ? word : '"' + word + '"';
        candidates.add(new Candidate(quoted ? inQuotes : word));
      }
    } catch (IOException | IllegalArgumentException e) {
      // Half an escape, or a store that cannot be read now: nothing is offered.
    }
  }

  /** The bytes of an unfinished word. */
  private static byte[] meaning(String typed) {
    List<String> arguments = Words.of(typed).arguments();
    return RawText.bytes(arguments.isEmpty() ? "" : arguments.get(0));
  }
}
