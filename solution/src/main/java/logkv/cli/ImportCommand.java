package logkv.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import logkv.cli.format.BadEntryException;
import logkv.cli.format.EntryReader;
import logkv.segmented.Entry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code kv import}: puts every entry of a file. */
@Command(
    name = "import",
    description = {
      "Puts every entry of FILE.",
      "A thousand at a time, or a mebibyte. Such a batch is in the store as a whole or not at all, and"
          + " with --sync always it is on the disk before the next one.",
      "An import that was interrupted can be run again and goes on where it was: what is there"
          + " already is not written once more."
    },
    footer = {
      "%nExamples:",
      "  kv import words.txt",
      "  zcat backup.jsonl.gz | kv import --format jsonl",
      "  kv --dir mine import ../phase-6-checksums/kv-data/data.log"
    })
final class ImportCommand implements Callable<Integer> {

  @ParentCommand
  private Kv kv;

  @Mixin
  private Transfer transfer;

  @Option(names = "--skip-bad", description = "Leave out what cannot be imported, and count it.")
  private boolean skipBad;

  @Override
  public Integer call() throws IOException {
    transfer.format(); // before anything is opened or made
    if (transfer.isStandardStream()) {
      return copy(kv.surroundings().in(), 0);
    }
    if (!Files.isReadable(transfer.path()) || Files.isDirectory(transfer.path())) {
      throw Refusal.wrongUsage(
          "there is no file %s to read; nothing was imported".formatted(transfer.path()));
    }
    try (InputStream in = Files.newInputStream(transfer.path())) {
      return copy(in, Files.size(transfer.path()));
    }
  }

  private int copy(InputStream in, long length) throws IOException {
    CountingInput counted = new CountingInput(in);
    EntryReader entries = transfer.format().reader(counted);
    return kv.creating(store -> {
      Tally tally = new Tally();
      kv.lastWords(() -> "interrupted with " + tally + "; the same import goes on there");
      Progress progress = new Progress(kv.surroundings(), length);
      Intake intake = new Intake(store, kv.options().maxValueBytes(), tally);
      try {
        for (long records = 1; copyOne(entries, intake, tally); records++) {
          if (transfer.showsProgress(kv.surroundings())) {
            progress.at(records, counted.bytes());
          }
        }
      } finally {
        progress.end();
      }
      kv.surroundings().err().println(tally);
      return ExitStatus.DONE;
    });
  }

  /** Copies the next entry. Returns whether there was one. */
  private boolean copyOne(EntryReader entries, Intake intake, Tally tally) throws IOException {
    try {
      Optional<Entry> entry = entries.next();
      if (entry.isEmpty()) {
        intake.flush();
        return false;
      }
      intake.add(entry.get());
    } catch (BadEntryException e) {
      refuse(e.place(), e.getMessage(), e.canGoOn(), intake, tally);
    } catch (IllegalArgumentException e) { // no key or value of ours, says the store
      refuse(entries.place(), e.getMessage(), true, intake, tally);
    }
    return true;
  }

  private void refuse(String place, String reason, boolean canGoOn, Intake intake, Tally tally)
      throws IOException {
    String where = "%s, %s: %s".formatted(transfer.named("standard input"), place, reason);
    if (canGoOn && skipBad) {
      tally.leaveOut(where);
      return;
    }
    intake.flush();
    String next = canGoOn
        ? "correct it and run the import again, or leave such entries out with --skip-bad."
        : "what follows cannot be read.";
    throw Refusal.wrongUsage("%s; %s Before it: %s".formatted(where, next, tally));
  }

  /** What has become of the entries so far. Read by another thread when the process is told to end. */
  static final class Tally {
    private long imported;
    private long alreadyThere;
    private long bad;
    private String firstBad = "";

    synchronized void add(int imported) {
      this.imported += imported;
    }

    synchronized void leaveAlone() {
      alreadyThere++;
    }

    synchronized void leaveOut(String where) {
      bad++;
      firstBad = bad == 1 ? where : firstBad;
    }

    @Override
    public synchronized String toString() {
      return "%,d imported%s%s"
          .formatted(
              imported,
              alreadyThere == 0 ? "" : ", %,d were already there".formatted(alreadyThere),
              bad == 0 ? "" : ", %,d left out (the first: %s)".formatted(bad, firstBad));
    }
  }
}
