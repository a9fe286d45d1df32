package logkv.grading.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;
import logkv.course.command.CourseCommand;
import logkv.course.report.Terminal;
import logkv.grading.similar.Pair;
import logkv.grading.similar.Similar;
import logkv.grading.similar.Similarity.Result;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ./course similar}: which submissions resemble each other. */
@Command(
    name = "similar",
    description = {
      "Compare submissions with JPlag, phase by phase, without what was handed out, and show the most"
          + " similar pairs side by side. JPlag (GPL) is loaded when this is first used.",
      "Exit status: 0 done, whatever was found; 2 wrong usage, or it cannot be done."
    },
    mixinStandardHelpOptions = true)
final class SimilarCommand implements Callable<Integer> {
  private static final int PAIRS_SHOWN = 20;
  private static final int WIDEST_NAME = 36;

  @ParentCommand
  private CourseCommand tool;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Submissions, as for ./course grade.")
  private List<Path> paths;

  @Option(
      names = "--earlier",
      paramLabel = "PATH",
      description = "Submissions of an earlier term: compared with these, not with each other.")
  private List<Path> earlier = List.of();

  @Option(names = "--phase", paramLabel = "N", description = "Only this phase.")
  private String phase;

  @Option(
      names = "--percent",
      paramLabel = "P",
      defaultValue = "50",
      description = "Leave out pairs that are less alike (default: ${DEFAULT-VALUE}).")
  private int percent;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "similar.html",
      description = "The page with the pairs (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (percent < 0 || percent > 100) {
      throw new CourseException("--percent " + percent + ": from 0 to 100");
    }
    Course course = tool.course();
    List<Phase> phases = phase == null ? course.phases() : List.of(course.phase(phase));
    Terminal terminal = tool.terminal();
    Path folder = out.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Result result = Similar.run(
        course,
        new Similar.Task(paths, earlier, phases, percent),
        out,
        () -> terminal.line("Loading JPlag, a tool under the GPL, with Maven ..."));
    for (Pair pair : result.pairs().stream().limit(PAIRS_SHOWN).toList()) {
      terminal.line("%3d %%  phase %d  %s and %s"
          .formatted(
              pair.percent(),
              pair.phase(),
              terminal.cut(pair.first(), WIDEST_NAME),
              terminal.cut(pair.second(), WIDEST_NAME)));
    }
    result.remarks().forEach(terminal::line);
    terminal.line("%d pairs of %d submissions are alike by %d %% or more; read them in %s"
        .formatted(result.pairs().size(), result.submissions(), percent, out));
    return CourseCommand.GREEN;
  }
}
