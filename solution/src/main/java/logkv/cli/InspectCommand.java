package logkv.cli;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
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

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE|DIR",
      description = "What to look at. Without it: the directory of the store.")
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

  @Option(
      names = "--json",
      description =
          "The table, the sums and the findings for programs: a JSON object on every line.")
  private boolean json;

  @Option(
      names = "--html",
      paramLabel = "OUT",
      description = "Write a page with a picture of it to OUT, to be opened in a browser.")
  private Path page;

  @Override
  public Integer call() throws IOException {
    if (target == null) {
      target = kv.directory();
    }
    if ((page != null ? 1 : 0) + (offset != null ? 1 : 0) + (json ? 1 : 0) > 1) {
      throw Refusal.wrongUsage("--record, --json and --html are three ways to look; choose one");
    }
    Inspection inspection = Inspection.of(target, kv.surroundings().out());
    boolean clean;
    if (page != null) {
      clean = draw(inspection);
    } else if (offset != null) {
      clean = inspection.record(offset, all);
    } else if (json) {
      clean = inspection.listAsJson(!summary);
    } else {
      clean = inspection.list(!summary, all);
    }
    return clean ? ExitStatus.DONE : ExitStatus.PROBLEM;
  }

  private boolean draw(Inspection inspection) throws IOException {
    Path parent = page.toAbsolutePath().normalize().getParent();
    if (parent == null || !Files.isDirectory(parent) || Files.isDirectory(page)) {
      throw Refusal.wrongUsage("%s is no place for a file; nothing was written".formatted(page));
    }
    if (belongsToStore(parent)) {
      throw Refusal.wrongUsage(
          "%s would lie among the files of the store; write the page elsewhere".formatted(page));
    }
    Path aside = page.resolveSibling(page.getFileName() + ".part");
    boolean clean;
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(aside))) {
        clean = inspection.draw(title(), out);
      }
      Files.move(aside, page, ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(aside);
    }
    return clean;
  }

  /** A page among them would be a stray file; in the place of one, it would be the end of it. */
  private boolean belongsToStore(Path parent) throws IOException {
    return Files.isDirectory(target)
        ? Files.isSameFile(parent, target)
        : Files.exists(page) && !page.getFileName().toString().endsWith(".html");
  }

  private String title() {
    Path name = target.toAbsolutePath().normalize().getFileName();
    return name == null ? target.toString() : name.toString();
  }
}
