package logkv.course.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;
import logkv.course.build.CompileError;
import logkv.course.build.Compiler;
import logkv.course.carry.Skeletons;
import logkv.course.report.Terminal;
import logkv.course.run.ThisJvm;
import logkv.course.submission.Intake;
import logkv.course.submission.Submission;
import logkv.course.submission.SubmissionBuild;
import logkv.course.submission.SubmissionBuild.Built;
import logkv.course.submission.Whitelist;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ./course check-submission}: what the grader will take, and whether that compiles. */
@Command(
    name = "check-submission",
    description = {
      "Take from a folder or a zip what the grader would take, compile that as it would, and say what"
          + " it will see. Do it before you hand in.",
      "Exit status: 0 it will be graded as it is, 1 something is left out or does not compile."
    },
    mixinStandardHelpOptions = true)
final class CheckSubmissionCommand implements Callable<Integer> {
  private static final int ERRORS_SHOWN = 3;

  @ParentCommand
  private CourseCommand tool;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER|ZIP",
      description = "What you will hand in; this copy of the course if you name none.")
  private Path named;

  private boolean allIsWell = true;

  @Override
  public Integer call() throws IOException {
    Course course = tool.course();
    Submission submission = new Intake(course).of(named == null ? course.root() : named);
    Terminal terminal = tool.terminal();
    Path folder = Files.createTempDirectory("logkv-submission");
    try {
      for (Phase phase : course.phases()) {
        check(course, phase, submission, folder.resolve(phase.name()));
      }
    } finally {
      SubmissionBuild.remove(folder);
    }
    if (!submission.refusals().isEmpty()) {
      allIsWell = false;
      terminal.line();
      terminal.line(terminal.bold("Not taken:"));
      submission.refusals().forEach(sentence -> terminal.line("  " + sentence));
    }
    terminal.line();
    terminal.line(
        allIsWell
            ? "This can be handed in. Whether it is right, ./course test says."
            : "Mend what is said above; the grader will see the same.");
    return allIsWell ? CourseCommand.GREEN : CourseCommand.RED;
  }

  private void check(Course course, Phase phase, Submission submission, Path folder)
      throws IOException {
    SortedMap<String, String> taken = submission.of(phase);
    if (!submission.isBegun(phase)) {
      tell(phase, taken.isEmpty() ? "is not in it" : "as it was handed out, nothing to grade");
      return;
    }
    SortedMap<String, String> texts =
        SubmissionBuild.laidOver(skeleton(course, phase).orElse(new TreeMap<>()), taken);
    Built built = new SubmissionBuild(new Whitelist(course), folder).compile(phase, texts);
    Terminal terminal = tool.terminal();
    if (!built.errors().isEmpty()) {
      tell(phase, terminal.red("does not compile") + ", so it will have no points");
      show(built.errors());
      return;
    }
    List<String> misfits = misfits(course, phase, built.classes(), folder.resolve("tests"));
    if (!misfits.isEmpty()) {
      tell(phase, terminal.red("compiles, but the tests of the course do not fit it"));
      show(misfits);
      return;
    }
    tell(phase, "%s; %s taken".formatted(terminal.green("compiles"), files(taken.size())));
  }

  /** What of the phase is not in the submission; in a student's own copy it may not be to be had. */
  private static Optional<SortedMap<String, String>> skeleton(Course course, Phase phase)
      throws IOException {
    try {
      return Optional.of(new Skeletons(course).of(phase));
    } catch (CourseException e) {
      return Optional.empty();
    }
  }

  private static List<String> misfits(Course course, Phase phase, Path classes, Path output)
      throws IOException {
    List<Path> classPath = new ArrayList<>(List.of(classes));
    classPath.addAll(ThisJvm.classPath());
    List<String> words = new ArrayList<>();
    for (CompileError error :
        new Compiler().compile(phase.testSources(), classPath, output).errors()) {
      words.add("%s:%d: %s"
          .formatted(
              course.nameOf(error.file()),
              error.line(),
              String.join(", ", error.message().lines().map(String::strip).toList())));
    }
    return words;
  }

  private void show(List<String> errors) {
    allIsWell = false;
    Terminal terminal = tool.terminal();
    errors.stream().limit(ERRORS_SHOWN).forEach(error -> terminal.line("    " + error));
    if (errors.size() > ERRORS_SHOWN) {
      terminal.line("    ... and %d more".formatted(errors.size() - ERRORS_SHOWN));
    }
  }

  private void tell(Phase phase, String what) {
    tool.terminal().line("phase %d  %s".formatted(phase.number(), what));
  }

  private static String files(int number) {
    return number == 1 ? "1 file" : number + " files";
  }
}
