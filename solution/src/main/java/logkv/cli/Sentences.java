package logkv.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import logkv.log.StoreLockedException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever went wrong into one sentence on standard error and an {@link ExitStatus}. */
final class Sentences implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final PrintWriter err;
  private final BooleanSupplier stackTraceWanted;

  Sentences(PrintWriter err, BooleanSupplier stackTraceWanted) {
    this.err = err;
    this.stackTraceWanted = stackTraceWanted;
  }

  /** The command line was not understood. */
  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName().strip();
    String help = name.startsWith("kv") ? name + " --help" : ("help " + name).strip();
    err.printf("kv: %s%s (%s says more)%n", sentence(e), suggestion(e, arguments), help);
    return ExitStatus.WRONG_USAGE;
  }

  /** A command was understood and began. */
  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof ParameterException wrong) {
      return handleParseException(wrong, new String[0]);
    }
    return tell(e);
  }

  /** Says what {@code e} means and returns the status that goes with it. */
  int tell(Exception e) {
    if (e instanceof StandardOutput.Failure failure && failure.readerHasGone()) {
      return ExitStatus.OUTPUT_CLOSED;
    }
    if (CleanEnd.hasBegun()) { // what failed was to use a store that is closed by now
      return ExitStatus.PROBLEM;
    }
    err.printf("kv: %s%n", sentence(e));
    if (stackTraceWanted.getAsBoolean()) {
      e.printStackTrace(err);
    }
    err.flush();
    return status(e);
  }

  private static int status(Exception e) {
    if (e instanceof Refusal refusal) {
      return refusal.status();
    }
    if (e instanceof StoreLockedException) {
      return ExitStatus.LOCKED;
    }
    // A store refuses arguments before it changes anything.
    return e instanceof IllegalArgumentException ? ExitStatus.WRONG_USAGE : ExitStatus.PROBLEM;
  }

  private static String sentence(Exception e) {
    if (e instanceof IOException && String.valueOf(e.getMessage()).contains("No space left")) {
      return "the disk is full (%s); make room and run it again, nothing that was acknowledged is lost"
          .formatted(e.getMessage());
    }
    if (e instanceof FileSystemException problem) {
      return sentence(problem);
    }
    if (e instanceof Refusal || e instanceof IllegalArgumentException || e instanceof IOException) {
      return e.getMessage();
    }
    if (e instanceof ParameterException) {
      String message = e.getMessage();
      return Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }
    return "this should not have happened (%s); run it again with --stacktrace and report it"
        .formatted(e);
  }

  private static String sentence(FileSystemException e) {
    String file = e.getFile();
    if (e instanceof NoSuchFileException) {
      return file + " does not exist";
    }
    if (e instanceof AccessDeniedException) {
      return file + " may not be used by you; change its permissions, or choose another";
    }
    if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
      return file + " is not a directory; choose another with --dir";
    }
    return e.getMessage();
  }

  private static String suggestion(ParameterException e, String... arguments) {
    List<String> similar =
        e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
    if (!similar.isEmpty()) {
      return "; did you mean " + similar.get(0) + "?"; // the most similar one
    }
    Set<String> options = e.getCommandLine().getCommandSpec().optionsMap().keySet();
    boolean strange = Stream.of(arguments)
        .anyMatch(a -> a.startsWith("-") && a.length() > 1 && !options.contains(nameOf(a)));
    return strange ? "; write -- before keys and values that begin with -" : "";
  }

  private static String nameOf(String option) {
    return option.replaceFirst("=.*", "");
  }
}
