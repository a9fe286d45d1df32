package logkv.grading.command;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import logkv.course.command.CourseCommand;
import logkv.course.report.Terminal;
import logkv.grading.notes.Finding;
import logkv.grading.notes.Notes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ./course notes}: what is not typed in the notes, written anew. */
@Command(
    name = "notes",
    description = {
      "Cut the code, play the commands and draw the tables that stand between markers in the pages"
          + " of the course, and then say what else is wrong: dead links, missing pictures, chapters"
          + " without the form of a chapter.",
      "Exit status: 0 all is well, 1 something is to be mended by hand, or with --check is stale."
    },
    mixinStandardHelpOptions = true)
final class NotesCommand implements Callable<Integer> {
  @ParentCommand
  private CourseCommand tool;

  @Option(names = "--check", description = "Write nothing; only say what is stale or wrong.")
  private boolean check;

  @Override
  public Integer call() throws IOException {
    Terminal terminal = tool.terminal();
    Notes notes = Notes.of(tool.course());
    if (!check) {
      Set<String> written = notes.write();
      written.forEach(page -> terminal.line("written: " + page));
    }
    List<Finding> findings = notes.check();
    findings.forEach(finding -> terminal.line(finding.toString()));
    terminal.line(
        findings.isEmpty() ? "The notes are true." : findings.size() + " places are to be mended.");
    return findings.isEmpty() ? CourseCommand.GREEN : CourseCommand.RED;
  }
}
