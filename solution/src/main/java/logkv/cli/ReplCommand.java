package logkv.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import logkv.cli.repl.Prompt;
import logkv.cli.repl.Shell;
import logkv.segmented.SegmentedStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code kv repl}: the shell, in which all commands work on one open store. */
@Command(
    name = "repl",
    description = {
      "Opens the store and does what is typed.",
      "Until quit or Ctrl-D. Tab completes commands, options and keys, the arrows bring back what was"
          + " typed before.",
      "When standard input is no terminal: does what it holds, a command on each line, without a"
          + " prompt; a value is printed as its bytes, and a line ends after it. Stops at the first"
          + " command that goes wrong.",
      "A key or value with blanks stands in quotes: \"in these \\n, \\t, \\\" and \\xff mean something\","
          + " 'in these nothing does'."
    },
    footer = {
      "%nExamples:",
      "  kv repl",
      "  kv repl < commands.txt",
      "  printf 'set \"\\\\xff\" 1\\nlist\\n' | kv repl"
    })
final class ReplCommand implements Callable<Integer> {

  @ParentCommand
  private Kv kv;

  @Override
  public Integer call() throws IOException {
    return kv.isReadOnly() ? kv.reading(this::run) : kv.creating(this::run);
  }

  private int run(SegmentedStore store) throws IOException {
    Surroundings surroundings = kv.surroundings();
    if (surroundings.inIsTerminal() && surroundings.outIsTerminal()) {
      return atThePrompt(store);
    }
    Script script =
        new Script(surroundings.in(), surroundings.out(), new Interpreter(kv, store, Place.SCRIPT));
    int status;
    try {
      status = script.run();
    } catch (Refusal | IllegalArgumentException e) {
      status = kv.sentences().tell(e);
    }
    if (status > ExitStatus.NOT_FOUND && status != ExitStatus.OUTPUT_CLOSED) {
      surroundings
          .err()
          .printf("kv: that was line %,d; what follows it was not done%n", script.line());
    }
    return status;
  }

  private int atThePrompt(SegmentedStore store) throws IOException {
    Surroundings surroundings = kv.surroundings();
    Interpreter interpreter = new Interpreter(kv, store, Place.PROMPT);
    surroundings
        .err()
        .printf(
            "%s, %,d keys in %s; help lists the commands, quit ends%n",
            new Version().getVersion()[0], store.size(), kv.directory());
    Shell shell = new PersonsShell(interpreter, surroundings, store);
    new Prompt(shell, surroundings.colours(), surroundings.variables()).run();
    return ExitStatus.DONE;
  }
}
