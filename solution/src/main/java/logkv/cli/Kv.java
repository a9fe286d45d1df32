package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import logkv.KeyValueStore;
import logkv.LogStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command {@code kv} itself: what all its commands share.
 *
 * <p>Each command is a class of its own, asks this one for the store, and returns an {@link
 * ExitStatus}. What goes wrong is thrown and becomes a sentence in {@link Sentences}.
 */
@Command(
    name = "kv",
    description = "A key-value store that survives a power cut.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PutCommand.class,
      GetCommand.class,
      DeleteCommand.class,
      ListCommand.class,
      CountCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:not found",
      "2:wrong usage",
      "3:the store, or a file, has a problem",
      "4:somebody else has the store open",
    })
final class Kv implements Callable<Integer> {

  @Option(
      names = {"-d", "--dir"},
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "Where the store is. Without it: the variable KV_DIR, or else kv-data in this directory.")
  private Path directory;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "When something goes wrong, also print where in the program.")
  private boolean stackTrace;

  @Spec
  private CommandSpec spec;

  private final Surroundings surroundings;

  private Kv(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Runs one command to its end and returns its {@link ExitStatus}. */
  static int run(Surroundings surroundings, String... arguments) {
    Kv kv = new Kv(surroundings);
    Sentences sentences = new Sentences(surroundings.err(), () -> kv.stackTrace);
    int status = new CommandLine(kv)
        .setOut(new PrintWriter(new OutputStreamWriter(surroundings.out(), UTF_8)))
        .setErr(surroundings.err())
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(surroundings.colours() ? Ansi.ON : Ansi.OFF))
        .setExpandAtFiles(false) // a key may begin with @
        .setParameterExceptionHandler(sentences)
        .setExecutionExceptionHandler(sentences)
        .execute(arguments);
    try {
      surroundings.out().flush();
      return status;
    } catch (IOException e) {
      return sentences.tell(e);
    }
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(surroundings.err());
    return ExitStatus.WRONG_USAGE;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /** Opens the store, and makes an empty one where there is none. */
  KeyValueStore openOrCreate() throws IOException {
    return LogStore.open(directory());
  }

  /** Opens the store for a command that has nothing to do where there is none. */
  KeyValueStore open() throws IOException {
    Path directory = directory();
    if (!Files.exists(directory.resolve("data.log"))) { // opening it would create one
      throw Refusal.problem(
          "there is no store in %s; name another directory with --dir, or begin a store with put"
              .formatted(directory));
    }
    return LogStore.open(directory);
  }

  /** Says that {@code key} has no value, which is an answer and no error. */
  int notFound(String key) {
    surroundings.err().println("kv: " + Escapes.visible(key) + " has no value");
    return ExitStatus.NOT_FOUND;
  }

  private Path directory() {
    if (directory != null) {
      if (directory.toString().isEmpty()) { // an unset variable of a script
        throw Refusal.wrongUsage("--dir names no directory");
      }
      return directory;
    }
    String variable = surroundings.variables().getOrDefault("KV_DIR", "");
    return Path.of(variable.isEmpty() ? "kv-data" : variable);
  }
}
