package logkv.cli;

import java.nio.file.Path;
import java.util.Optional;
import logkv.cli.format.Format;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What import and export have in common: a file, its format, and progress. */
final class Transfer {

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = "-",
      description = "The file; - or nothing is standard input or output.")
  private String file;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = {
        "One of ${COMPLETION-CANDIDATES}. If not given, the name of FILE decides: .txt, .jsonl (or .ndjson), .csv, data.log.",
        "lines: a key on every line, its value is the number of the line.",
        "jsonl: an object on every line, like {\"k\":\"tea\",\"v\":\"green\"}; bytes that are no text stand in k64"
            + " and v64, in base64.",
        "csv: two columns as RFC 4180 says, without a header.",
        "course: the data.log of a store of the course, of any phase; for import only."
      })
  private Format format;

  @Option(
      names = "--progress",
      description = "Show progress on standard error even if that is no terminal.")
  private boolean progress;

  boolean isStandardStream() {
    return file.equals("-");
  }

  Path path() {
    return Path.of(file);
  }

  Format format() {
    return Optional.ofNullable(format)
        .or(() -> Format.ofFile(file))
        .orElseThrow(() ->
            Refusal.wrongUsage("%s not say which format is meant; add --format lines, jsonl or csv"
                .formatted(isStandardStream() ? "a pipe does" : "the name " + file + " does")));
  }

  boolean showsProgress(Surroundings surroundings) {
    return progress || surroundings.errIsTerminal();
  }

  /** The name of the file in a sentence. */
  String named(String standardStream) {
    return isStandardStream() ? standardStream : file;
  }
}
