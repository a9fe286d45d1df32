package logkv.course.command;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.carry.Skeletons;
import logkv.course.report.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The students' tool, {@code ./course}.
 *
 * <p>Exit status: 0 all is well, 1 something is red, 2 wrong usage or the tool cannot work here.
 */
@Command(
    name = "course",
    description = "Compiles and runs the phases of the LogKV course.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = CourseCommand.Version.class,
    footer = {"", "Without a command it shows the status. N is the number of a phase or its folder."
    },
    subcommands = {
      StatusCommand.class,
      TestCommand.class,
      WatchCommand.class,
      PredictCommand.class,
      HintCommand.class,
      StartCommand.class,
      DiffCommand.class,
      ResetCommand.class,
      CheckSubmissionCommand.class,
      CommandLine.HelpCommand.class
    })
public final class CourseCommand implements Callable<Integer> {
  public static final int GREEN = 0;
  public static final int RED = 1;
  public static final int UNUSABLE = 2;

  private final Path root;
  private final Terminal terminal;
  private final PrintStream complaints;
  private final Object[] more;

  /**
   * @param root the folder of the course
   * @param terminal where everything is shown
   * @param complaints where wrong usage is told
   * @param more commands that are not known here; they may have this one injected as their parent
   */
  public CourseCommand(Path root, Terminal terminal, PrintStream complaints, Object... more) {
    this.root = root;
    this.terminal = terminal;
    this.complaints = complaints;
    this.more = more.clone();
  }

  public static void main(String[] arguments) {
    Path root = Path.of(System.getProperty("logkv.course.root", ""));
    System.exit(new CourseCommand(root, Terminal.ofThisProcess(), System.err).execute(arguments));
  }

  /** Runs one command and returns the exit status. */
  public int execute(String... arguments) {
    CommandLine line = new CommandLine(this);
    if (Files.isDirectory(root.resolve("tests/grading"))) {
      String[] footer = line.getCommandSpec().usageMessage().footer();
      line.getCommandSpec().usageMessage().footer(withInstructorsPart(footer));
    }
    for (Object command : more) {
      line.addSubcommand(command);
    }
    line.setUsageHelpWidth(terminal.width());
    line.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.ansi()));
    line.setExecutionExceptionHandler((e, command, parsed) -> explain(e));
    line.setParameterExceptionHandler(this::explainUsage);
    return line.execute(arguments);
  }

  /** A copy for students has no such commands. */
  private static String[] withInstructorsPart(String[] footer) {
    List<String> lines = new ArrayList<>(List.of(footer));
    lines.add("More commands, with helps of their own: ./course museum, ./course prove, and for"
        + " instructors ./course grade, ./course report, ./course handout, ./course similar; for"
        + " writers ./course notes.");
    return lines.toArray(String[]::new);
  }

  @Override
  public Integer call() throws IOException {
    return new StatusCommand(this).call();
  }

  public Course course() throws IOException {
    Course course = Course.at(root);
    new Skeletons(course).remember();
    return course;
  }

  static String names(Course course, List<Path> files) {
    return files.stream().map(course::nameOf).collect(joining(" and "));
  }

  public Terminal terminal() {
    return terminal;
  }

  private int explain(Exception e) throws Exception {
    if (e instanceof CourseException) {
      complaints.println("course: " + e.getMessage());
      return UNUSABLE;
    }
    if (e instanceof IOException || e instanceof UncheckedIOException) {
      complaints.println("course: " + e);
      return UNUSABLE;
    }
    throw e;
  }

  private int explainUsage(ParameterException e, String[] arguments) {
    complaints.println("course: " + sentence(e));
    complaints.printf("Try: ./%s --help%n", e.getCommandLine().getCommandSpec().qualifiedName());
    return UNUSABLE;
  }

  private static String sentence(ParameterException e) {
    String message = e.getMessage().replaceFirst("^Error: ", ""); // as picocli says it about groups
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return message;
    }
    String typed = unmatched.getUnmatched().get(0);
    if (e.getCommandLine().getParent() == null && !unmatched.isUnknownOption()) {
      message = "There is no command " + typed;
    }
    String similar = unmatched.getSuggestions().stream()
        .filter(name -> name.startsWith(typed.substring(0, 1))) // for brew picocli suggests reset
        .collect(joining(" or "));
    return message + (similar.isEmpty() ? "" : "; did you mean " + similar + "?");
  }

  /** Which course this is, and with which Java it runs. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = CourseCommand.class.getPackage().getImplementationVersion();
      return new String[] {
        "course %s, Java %s"
            .formatted(version == null ? "from classes" : version, Runtime.version())
      };
    }
  }
}
