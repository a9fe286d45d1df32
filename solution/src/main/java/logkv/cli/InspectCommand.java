package logkv.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import logkv.cli.inspect.Inspection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code kv inspect}: shows the files of a store as they lie on disk. */
@Command(
    name = "inspect",
    description = {
      "Shows what lies in a segment, a snapshot, a Bloom filter, a data.log of the course, or in"
          + " all files of a directory.",
      "Works on damaged files, and beside a program that has the store open: nothing is opened for"
          + " writing, locked or changed."
    },
    footer = {
      "%nA line is a piece of the log: where it begins, what it is, the lengths of key (k) and value"
          + " (v), what the checksums say, and whether a get would read it (live) or not (dead).",
      "Exit status: 0, or 3 if something is damaged. A torn tail is what a crash leaves, and no damage.",
      "%nExamples:",
      "  kv inspect kv-data",
      "  kv inspect data.log --record 25",
      "  kv inspect kv-data --html picture.html"
    })
final class InspectCommand implements Callable<Integer> {

  @ParentCommand
  private Kv kv;

  @Parameters(paramLabel = "FILE|DIR", description = "What to look at.")
  private Path target;

  @Option(
      names = "--record",
      paramLabel = "OFFSET",
      description = "Show the bytes of the record at OFFSET, with the name of each field.")
  private Long offset;

  @Option(names = "--summary", description = "No table, only what it adds up to.")
  private boolean summary;

  @Option(names = "--all", description = "Long keys, and the bytes of a record, to their end.")
  private boolean all;

  @Override
  public Integer call() throws IOException {
    Inspection inspection = Inspection.of(
        target, kv.surroundings().out(), bytes -> Escapes.visible(new String(bytes, java.nio.charset.StandardCharsets.UTF_8)));
    boolean clean =
        offset != null ? inspection.record(offset, all) : inspection.list(!summary, all);
    return clean ? ExitStatus.DONE : ExitStatus.PROBLEM;
  }
}
