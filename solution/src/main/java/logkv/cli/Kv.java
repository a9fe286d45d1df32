package logkv.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import logkv.cli.text.Escapes;
import logkv.segmented.Options;
import logkv.segmented.SegmentedStore;
import logkv.segmented.SyncPolicy;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:not found",
      "2:wrong usage",
      "3:the store, or a file, has a problem",
      "4:somebody else has the store open",
    })
final class Kv implements Callable<Integer> {

  /** What a command does with an open store; returns its {@link ExitStatus}. */
  interface Work {
    int with(SegmentedStore store) throws IOException;
  }

  @Option(
      names = {"-d", "--dir"},
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "Where the store is. Without it: the variable KV_DIR, or else kv-data in this directory.")
  private Path directory;

  @Option(
      names = "--read-only",
      scope = ScopeType.INHERIT,
      description = "Refuse to change the store. Commands that only read never do, and work while"
          + " somebody else has the store open.")
  private boolean readOnly;

  @Option(
      names = "--sync",
      paramLabel = "POLICY",
      scope = ScopeType.INHERIT,
      converter = SyncPolicyConverter.class,
      description = "When writes are forced to the disk: always (the default), every:100ms (or"
          + " another interval), never. Without it: the variable KV_SYNC. A command that has ended"
          + " has forced what it wrote, whatever the policy.")
  private SyncPolicy syncPolicy;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "When something goes wrong, also print where in the program.")
  private boolean stackTrace;

  @Spec
  private CommandSpec spec;

  private final Surroundings surroundings;
  private final SegmentedStore shellsStore; // null: each command opens and closes its own
  private volatile Supplier<String> lastWords;

  Kv(Surroundings surroundings, SegmentedStore shellsStore) {
    this.surroundings = surroundings;
    this.shellsStore = shellsStore;
  }

  /** Returns this command line for the commands of a shell that has the store open. */
  Kv inside(Surroundings shell, SegmentedStore store) {
    Kv inside = new Kv(shell, store);
    inside.directory = directory;
    inside.readOnly = readOnly;
    inside.syncPolicy = syncPolicy;
    inside.stackTrace = stackTrace;
    return inside;
  }

  /** Runs one command to its end and returns its {@link ExitStatus}. */
  static int run(Surroundings surroundings, String... arguments) {
    Kv kv = new Kv(surroundings, null);
    int status = Commands.execute(kv, arguments);
    try {
      surroundings.out().flush();
      return status;
    } catch (IOException e) {
      return kv.sentences().tell(e);
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

  Sentences sentences() {
    return new Sentences(surroundings.err(), () -> stackTrace);
  }

  /** The command line that was parsed, with all commands it knows. */
  CommandLine commandLine() {
    return spec.commandLine();
  }

  /** Does {@code work} with a store that must be there, and may be open elsewhere. */
  int reading(Work work) throws IOException {
    if (shellsStore != null) {
      return work.with(shellsStore);
    }
    requireStore();
    try (SegmentedStore store = SegmentedStore.openReadOnly(directory())) {
      return work.with(store);
    }
  }

  /** Does {@code work} with a store that must be there, and that nobody else has open. */
  int writing(Work work) throws IOException {
    if (shellsStore == null) {
      requireStore();
    }
    return creating(work);
  }

  /** Does {@code work} with a store that nobody else has open, and makes an empty one first if needed. */
  int creating(Work work) throws IOException {
    if (readOnly) {
      throw Refusal.wrongUsage("%s changes the store, and --read-only forbids it"
          .formatted(
              spec.commandLine().getParseResult().subcommand().commandSpec().name()));
    }
    if (shellsStore != null) {
      return work.with(shellsStore);
    }
    refuseStoreOfTheCourse();
    SegmentedStore store = SegmentedStore.open(directory(), options());
    CleanEnd end = new CleanEnd(store, this::sayLastWords);
    try (store) {
      return work.with(store);
    } finally { // after the store is closed
      end.cancel();
    }
  }

  /** What to say if the process is told to end before the store is closed. */
  void lastWords(Supplier<String> words) {
    lastWords = words;
  }

  Options options() {
    return Options.DEFAULTS.with().syncPolicy(syncPolicy()).build();
  }

  boolean isReadOnly() {
    return readOnly;
  }

  /** Says that {@code key} has no value, which is an answer and no error. */
  int notFound(byte[] key) {
    surroundings.err().println("kv: " + Escapes.visible(key) + " has no value");
    return ExitStatus.NOT_FOUND;
  }

  Path directory() {
    if (directory != null) {
      if (directory.toString().isEmpty()) { // an unset variable of a script
        throw Refusal.wrongUsage("--dir names no directory");
      }
      return directory;
    }
    String variable = surroundings.variables().getOrDefault("KV_DIR", "");
    return Path.of(variable.isEmpty() ? "kv-data" : variable);
  }

  void requireStore() throws IOException {
    refuseStoreOfTheCourse();
    if (!SegmentedStore.isStore(directory())) { // opening it would create one
      throw Refusal.problem(
          "there is no store in %s; name another directory with --dir, or begin a store with put"
              .formatted(directory()));
    }
  }

  private void refuseStoreOfTheCourse() throws IOException {
    Path log = directory().resolve("data.log");
    if (Files.exists(log) && !SegmentedStore.isStore(directory())) {
      throw Refusal.problem(
          "%s is a store of the course; kv inspect %s shows it, and kv --dir ANOTHER import %s copies it to a store of kv's own"
              .formatted(directory(), log, log));
    }
  }

  private SyncPolicy syncPolicy() {
    String variable = surroundings.variables().getOrDefault("KV_SYNC", "");
    if (syncPolicy != null || variable.isEmpty()) {
      return syncPolicy == null ? SyncPolicy.always() : syncPolicy;
    }
    try {
      return SyncPolicyConverter.parse(variable);
    } catch (IllegalArgumentException e) {
      throw Refusal.wrongUsage("the variable KV_SYNC: " + e.getMessage());
    }
  }

  private void sayLastWords() {
    Supplier<String> words = lastWords;
    if (words != null) {
      surroundings.err().println("kv: " + words.get());
    }
  }
}
