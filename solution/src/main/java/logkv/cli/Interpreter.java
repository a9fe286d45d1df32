package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import logkv.cli.text.Words;
import logkv.segmented.SegmentedStore;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What the shell understands: the commands of {@code kv}, all on one open store, and a few more. */
final class Interpreter {
  private static final List<String> NOT_IN_THE_SHELL = List.of("repl", "repair", "completion");
  private static final List<String> DECIDED =
      List.of("--dir", "--read-only", "--sync", "--version");
  private static final Set<String> OWN = Set.of("quit", "exit", "timing");

  private final Surroundings surroundings;
  private final CommandLine commands;
  private final Sentences sentences;
  private boolean timing;
  private boolean ended;

  /** @param kv the command line that the shell was started with */
  Interpreter(Kv kv, SegmentedStore store, Place place) {
    this.surroundings = kv.surroundings().inside(place);
    Kv inside = kv.inside(surroundings, store);
    this.sentences = inside.sentences();
    this.commands = Commands.line(
        inside,
        Commands.NAMES.stream().filter(name -> !NOT_IN_THE_SHELL.contains(name)).toList());
    forgetWhatIsDecided(commands);
  }

  /** Which store it is, for example, cannot be said for a command any more. */
  private static void forgetWhatIsDecided(CommandLine line) {
    line.setCommandName("");
    forget(line.getCommandSpec());
    for (CommandLine command : Set.copyOf(line.getSubcommands().values())) {
      forget(command.getCommandSpec());
    }
  }

  private static void forget(CommandSpec spec) {
    spec.usageMessage().exitCodeListHeading("").exitCodeList(Map.of());
    for (String option : DECIDED) {
      if (spec.findOption(option) != null) {
        spec.remove(spec.findOption(option));
      }
    }
  }

  /** Does what {@code line} says, and returns the {@link ExitStatus} that it would have had alone. */
  int execute(Words line) throws IOException {
    if (line.words().isEmpty()) {
      return ExitStatus.DONE;
    }
    long begin = surroundings.nanoTime().getAsLong();
    int status;
    try {
      status = execute(line.arguments());
    } catch (IllegalArgumentException e) { // a backslash that means nothing
      status = sentences.tell(e);
    }
    if (timing && !line.arguments().get(0).equals("timing")) {
      surroundings.out().flush(); // the answer first
      double millis = (surroundings.nanoTime().getAsLong() - begin) / 1e6;
      surroundings.err().printf("%,.3f ms%n", millis);
    }
    return status;
  }

  /** Whether the user is done. */
  boolean hasEnded() {
    return ended;
  }

  /** The first words that mean something. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(commands.getSubcommands().keySet());
    names.addAll(OWN);
    return names;
  }

  /** The options of a command; none if there is no such command. */
  Set<String> options(String command) {
    CommandLine line = commands.getSubcommands().get(command);
    return line == null
        ? Set.of()
        : new TreeSet<>(line.getCommandSpec().optionsMap().keySet());
  }

  private int execute(List<String> arguments) throws IOException {
    return switch (arguments.get(0)) {
      case "quit", "exit" -> {
        ended = true;
        yield ExitStatus.DONE;
      }
      case "timing" -> timing(arguments);
      case "help" -> help(arguments);
      default -> commands.execute(arguments.toArray(String[]::new));
    };
  }

  private int timing(List<String> arguments) {
    if (arguments.size() != 2 || !Set.of("on", "off").contains(arguments.get(1))) {
      return sentences.tell(Refusal.wrongUsage("timing on, or timing off"));
    }
    timing = arguments.get(1).equals("on");
    return ExitStatus.DONE;
  }

  private int help(List<String> arguments) throws IOException {
    int status = commands.execute(arguments.toArray(String[]::new));
    if (arguments.size() == 1) {
      surroundings.out().write(OF_THE_SHELL.getBytes(UTF_8));
    }
    return status;
  }

  private static final String OF_THE_SHELL = """

      In the shell only:
        timing on|off  say how long each command took, or not any more
        quit, exit     leave the shell
      A key or value with blanks stands in quotes: "in these \\n, \\t, \\" and \\xff mean something",
      'in these nothing does'. What begins with a quote is never an option.
      """;
}
