package logkv.grading.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.command.CourseCommand;
import logkv.course.report.Terminal;
import logkv.grading.bench.Examination;
import logkv.grading.grade.ClassRun;
import logkv.grading.grade.Results;
import logkv.grading.grade.Seed;
import logkv.grading.grade.Submissions;
import logkv.grading.grade.Submissions.Found;
import logkv.grading.hidden.Hidden;
import logkv.grading.protocol.Allowance;
import logkv.grading.report.Reports;
import logkv.grading.report.Visibility;
import logkv.grading.sandbox.Sandbox;
import logkv.grading.score.Grade;
import logkv.grading.score.Points;
import logkv.grading.score.Took;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ./course grade}: grades one submission, or a class. */
@Command(
    name = "grade",
    description = {
      "Grade submissions: each PATH is a submission (a folder with phases in it, or a zip of one), or"
          + " a folder or zip of many. Run it again after an interruption: what is done is kept.",
      "Exit status: 0 all were graded, whatever their scores; 2 wrong usage, or it cannot go on."
    },
    mixinStandardHelpOptions = true)
final class GradeCommand implements Callable<Integer> {
  private static final Pattern SHARD = Pattern.compile("([1-9][0-9]{0,5})/([1-9][0-9]{0,5})");

  @ParentCommand
  private CourseCommand tool;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Folders or zips.")
  private List<Path> paths;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "results",
      description = "Where grades and reports go (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = "PATH is one submission, whatever is in it, of a student of this name.")
  private String student;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      defaultValue = "1/1",
      description = "Grade the I-th of N parts, for machines that share the work.")
  private String shard;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "How many submissions at a time (default: one per processor).")
  private Integer jobs;

  @Option(
      names = "--seed",
      paramLabel = "TEXT",
      description = {
        "The secret from which the hidden tests draw; the same one gives the same scores. Default:"
            + " $$LOGKV_SEED, or else that in tests/grading/seed.txt, which is made if need be."
      })
  private String seed;

  @Option(
      names = "--visibility",
      paramLabel = "WHEN",
      defaultValue = "AFTER_DUE_DATE",
      description =
          "When Gradescope shows what became of hidden promises: ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE}).")
  private Visibility visibility;

  @Option(names = "--isolation", paramLabel = "AT_MOST", defaultValue = "NAMESPACES", hidden = true)
  private Sandbox.Strength isolation;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Course course = tool.course();
    Matcher part = SHARD.matcher(shard);
    if (!part.matches() || Integer.parseInt(part.group(1)) > Integer.parseInt(part.group(2))) {
      throw new CourseException(
          "--shard " + shard + " is not such as 2/8, the second part of eight");
    }
    if (jobs != null && (jobs < 1 || jobs > 64)) {
      throw new CourseException("--jobs " + jobs + ": from 1 to 64");
    }
    if (student != null && paths.size() > 1) {
      throw new CourseException("--as " + student + " names one submission, not " + paths.size());
    }
    Examination examination = Hidden.examination(course);
    String secret = Seed.of(Optional.ofNullable(seed), course);
    try (ClassRun run = new ClassRun(course, examination, secret, isolation, Allowance.STANDARD)) {
      List<Found> all = student == null
          ? Submissions.in(paths, run.unpacked())
          : List.of(Submissions.one(paths.get(0), student));
      List<Found> mine =
          Submissions.part(all, Integer.parseInt(part.group(1)), Integer.parseInt(part.group(2)));
      grade(run, mine, course);
    }
    return CourseCommand.GREEN;
  }

  private void grade(ClassRun run, List<Found> all, Course course)
      throws IOException, InterruptedException {
    Terminal terminal = tool.terminal();
    terminal.line("%d submissions. %s".formatted(all.size(), run.sandbox().sentence()));
    Results results = new Results(Files.createDirectories(out));
    Tally tally = new Tally(terminal, all.size());
    int atATime = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
    run.grade(all, results, Math.min(atATime, Math.max(1, all.size())), tally);
    List<Grade> grades = results.all(all.stream().map(Found::key).toList());
    Reports reports = new Reports(out, course, visibility);
    reports.writeAll(grades);
    terminal.line();
    Reports.print(grades, terminal);
    terminal.line("The grades are in %s, and what they mean in %s"
        .formatted(out.resolve("grades"), reports.index()));
  }

  /** Tells of each submission as it is done. */
  private static final class Tally implements ClassRun.Listener {
    private final Terminal terminal;
    private final int all;
    private final long began = System.nanoTime();
    private int done;

    Tally(Terminal terminal, int all) {
      this.terminal = terminal;
      this.all = all;
    }

    @Override
    public synchronized void graded(Found found, Grade grade, Optional<Took> took) {
      done++;
      String time = took.map(one -> "%.1f s".formatted(one.millis() / 1000.0)).orElse("kept");
      long left = (System.nanoTime() - began) / 1_000_000_000L * (all - done) / done;
      terminal.line("%5s of %-5s  %-40s %8s   %s left"
          .formatted(
              Points.text(grade.points()),
              Points.text(grade.maxPoints()),
              found.student(),
              time,
              "%d:%02d".formatted(left / 60, left % 60)));
    }
  }
}
