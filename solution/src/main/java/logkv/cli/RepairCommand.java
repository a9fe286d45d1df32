package logkv.cli;

import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import logkv.segmented.Salvage;
import logkv.segmented.SegmentedStore;
import logkv.segmented.Verification;
import logkv.segmented.Verification.Damage;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code kv repair}: makes a store that can be opened of one that cannot. */
@Command(
    name = "repair",
    description = {
      "Makes a new store of a damaged one.",
      "The damaged one stays as it is.",
      "A store that was only interrupted needs no repair: opening it puts it in order."
    },
    footer = {
      "%nExamples:",
      "  kv verify                               says where the damage is",
      "  kv --dir data repair --salvage saved    and then look at saved"
    })
final class RepairCommand implements Callable<Integer> {

  /** Exactly one of them. */
  static final class Way {
    @Option(
        names = "--salvage",
        paramLabel = "OUT",
        description = "Copy every record that is whole. A key whose newest record is lost has an"
            + " older value in OUT, or one that had been deleted.")
    private Path salvage;

    @Option(
        names = "--truncate-tail",
        paramLabel = "OUT",
        description =
            "Copy the store as it was before the damaged record, which must be in the last"
                + " segment; all that was written later is left out.")
    private Path truncate;
  }

  @ParentCommand
  private Kv kv;

  @ArgGroup(multiplicity = "1")
  private Way way;

  @Override
  public Integer call() throws IOException {
    kv.requireStore();
    if (way.salvage != null) {
      salvage(way.salvage);
    } else {
      truncateTail(way.truncate);
    }
    return ExitStatus.DONE;
  }

  private void salvage(Path out) throws IOException {
    BackupCommand.requireEmpty(out);
    Salvage.Report report = Salvage.run(kv.directory(), out);
    report.lost().forEach(lost -> kv.surroundings().err().println("lost: " + lost));
    kv.surroundings()
        .err()
        .printf(
            "%,d records copied, which make %,d keys in %s; %,d place%s could not be read%n",
            report.records(),
            report.keys(),
            out,
            report.lost().size(),
            report.lost().size() == 1 ? "" : "s");
  }

  private void truncateTail(Path out) throws IOException {
    BackupCommand.requireEmpty(out);
    List<Path> segments = DamagedSegments.in(kv.directory());
    Path last = segments.get(segments.size() - 1);
    Damage damage = DamagedSegments.firstDamage(last)
        .orElseThrow(() -> Refusal.problem(
            "%s, the last segment, is not damaged; kv verify says what is, and repair --salvage copies the rest"
                .formatted(last)));
    if (damage.offset() == 0) {
      throw Refusal.problem(
          "%s; without its header nothing of a segment can be kept, try repair --salvage"
              .formatted(damage));
    }
    Files.createDirectories(out);
    for (Path segment : segments) {
      Files.copy(segment, out.resolve(segment.getFileName()));
    }
    try (FileChannel copy = FileChannel.open(out.resolve(last.getFileName()), WRITE)) {
      copy.truncate(damage.offset());
    }
    finish(out, Files.size(last) - damage.offset(), damage);
  }

  private void finish(Path out, long left, Damage damage) throws IOException {
    try (SegmentedStore store = SegmentedStore.open(out)) { // which forces what was copied
      Optional<Damage> other = Optional.of(store.verify())
          .filter(found -> !found.isClean())
          .map(Verification::damages)
          .map(damages -> damages.get(0));
      if (other.isPresent()) {
        throw Refusal.problem(
            "%s; that is not in the last segment, so delete %s and try repair --salvage"
                .formatted(other.get(), out));
      }
      kv.surroundings()
          .err()
          .printf(
              "left out: %,d bytes of %s, from offset %d on%n%,d keys in %s%n",
              left, damage.file(), damage.offset(), store.size(), out);
    }
  }
}
