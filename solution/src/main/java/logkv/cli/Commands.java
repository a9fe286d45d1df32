package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * Which commands there are.
 *
 * <p>picocli looks through every command that it is told of, which for all of them takes longer than
 * all that {@code kv get} does. So it is told of the one that is meant, and of all of them only when
 * it cannot make sense of the line, or was asked for help.
 */
final class Commands {

  /** In the order in which help lists them. */
  static final List<String> NAMES = List.of(
      "get",
      "put",
      "delete",
      "exists",
      "count",
      "list",
      "import",
      "export",
      "repl",
      "stats",
      "compact",
      "verify",
      "inspect",
      "repair",
      "backup",
      "bench",
      "completion",
      "help");

  private static final List<String> THAT_KNOW_THE_OTHERS = List.of("completion", "help");

  private Commands() {}

  /** Runs the command that the arguments name, and returns its status. */
  static int execute(Kv kv, String... arguments) {
    String meant = commandIn(arguments);
    if (meant == null || THAT_KNOW_THE_OTHERS.contains(meant)) {
      return all(kv).execute(arguments);
    }
    return line(kv, List.of(meant))
        .setParameterExceptionHandler((problem, again) -> all(kv).execute(again))
        .execute(arguments);
  }

  /** Returns what understands all commands. */
  static CommandLine all(Kv kv) {
    return line(kv, NAMES);
  }

  /** Returns what understands these commands. */
  static CommandLine line(Kv kv, List<String> names) {
    Surroundings surroundings = kv.surroundings();
    CommandLine line = new CommandLine(kv);
    for (String name : names) {
      line.addSubcommand(command(name));
    }
    return line.setOut(new PrintWriter(new OutputStreamWriter(surroundings.out(), UTF_8)))
        .setErr(surroundings.err())
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(surroundings.colours() ? Ansi.ON : Ansi.OFF))
        .setExpandAtFiles(false) // a key may begin with @
        .setParameterExceptionHandler(kv.sentences())
        .setExecutionExceptionHandler(kv.sentences());
  }

  /** Returns the first command that the arguments name, or null. */
  private static String commandIn(String... arguments) {
    for (String argument : arguments) {
      if (NAMES.contains(fullName(argument))) {
        return fullName(argument);
      }
    }
    return null;
  }

  private static String fullName(String name) {
    return switch (name) {
      case "set" -> "put";
      case "del" -> "delete";
      default -> name;
    };
  }

  private static Object command(String name) {
    return switch (name) {
      case "get" -> new GetCommand();
      case "put" -> new PutCommand();
      case "delete" -> new DeleteCommand();
      case "exists" -> new ExistsCommand();
      case "count" -> new CountCommand();
      case "list" -> new ListCommand();
      case "import" -> new ImportCommand();
      case "export" -> new ExportCommand();
      case "repl" -> new ReplCommand();
      case "stats" -> new StatsCommand();
      case "compact" -> new CompactCommand();
      case "inspect" -> new InspectCommand();
      case "verify" -> new VerifyCommand();
      case "repair" -> new RepairCommand();
      case "backup" -> new BackupCommand();
      case "bench" -> new BenchCommand();
      case "completion" -> new CompletionCommand();
      case "help" -> new HelpCommand();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
