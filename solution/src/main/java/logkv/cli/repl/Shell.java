package logkv.cli.repl;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import logkv.cli.text.Words;

/** What a {@link Prompt} is for. */
public interface Shell {

  /** Does what was typed, and returns whether the user wants to go on. */
  boolean execute(Words command) throws IOException;

  /** Called on another thread when Ctrl-C is pressed while a command is at work. */
  void interrupt();

  /** The first words that mean something. */
  Set<String> commands();

  /** The options of a command; none if there is no such command. */
  Set<String> options(String command);

  /** The keys that begin with {@code prefix}, or some of them if there are many. */
  List<byte[]> keys(byte[] prefix) throws IOException;
}
