package logkv.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import logkv.KeyValueStore;
import logkv.cli.format.BadEntryException;
import logkv.cli.format.Entry;
import logkv.cli.format.EntryReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code kv import}: puts every entry of a file. */
@Command(
    name = "import",
    description = {
      "Puts every entry of FILE, one after the other.",
      "Each is on the disk before the next; an import that was interrupted can be run again and goes on"
          + " where it was."
    },
    footer = {
      "%nExamples:",
      "  kv import words.txt",
      "  zcat backup.jsonl.gz | kv import --format jsonl"
    })
final class ImportCommand implements Callable<Integer> {

  @ParentCommand
  private Kv kv;

  @Mixin
  private Transfer transfer;

  @Option(names = "--skip-bad", description = "Leave out what cannot be imported, and count it.")
  private boolean skipBad;

  private long imported;
  private long alreadyThere;
  private long bad;
  private String firstBad = "";

  @Override
  public Integer call() throws IOException {
    transfer.format(); // before anything is opened or made
    Surroundings surroundings = kv.surroundings();
    if (transfer.isStandardStream()) {
      copy(surroundings.in(), 0);
    } else if (!Files.isReadable(transfer.path()) || Files.isDirectory(transfer.path())) {
      throw Refusal.wrongUsage(
          "there is no file %s to read; nothing was imported".formatted(transfer.path()));
    } else {
      try (InputStream in = Files.newInputStream(transfer.path())) {
        copy(in, Files.size(transfer.path()));
      }
    }
    return ExitStatus.DONE;
  }

  private void copy(InputStream in, long length) throws IOException {
    CountingInput counted = new CountingInput(in);
    EntryReader entries = transfer.format().reader(counted);
    Progress progress = new Progress(kv.surroundings(), length);
    try (KeyValueStore store = kv.openOrCreate()) {
      while (copyOne(entries, store)) {
        if (transfer.showsProgress(kv.surroundings())) {
          progress.at(imported + alreadyThere, counted.bytes());
        }
      }
    } finally {
      progress.end();
    }
    kv.surroundings().err().println(summary());
  }

  /** Copies the next entry. Returns whether there was one. */
  private boolean copyOne(EntryReader entries, KeyValueStore store) throws IOException {
    try {
      Optional<Entry> entry = entries.next();
      if (entry.isEmpty()) {
        return false;
      }
      put(entry.get(), store);
    } catch (BadEntryException e) {
      refuse(e.line(), e.getMessage(), e.canGoOn());
    } catch (IllegalArgumentException e) { // no key or value of ours, says the store
      refuse(entries.line(), e.getMessage(), true);
    }
    return true;
  }

  private void put(Entry entry, KeyValueStore store) throws IOException {
    if (store.get(entry.key()).equals(Optional.of(entry.value()))) {
      alreadyThere++; // to look costs far less than to force it to the disk once more
    } else {
      store.put(entry.key(), entry.value());
      imported++;
    }
  }

  private void refuse(long line, String reason, boolean canGoOn) {
    String where = "%s, line %,d: %s".formatted(transfer.named("standard input"), line, reason);
    if (!canGoOn) {
      throw Refusal.wrongUsage(
          "%s; what follows cannot be read. Before it: %s".formatted(where, summary()));
    }
    if (!skipBad) {
      throw Refusal.wrongUsage(
          "%s; correct it and run the import again, or leave such lines out with --skip-bad. Before it: %s"
              .formatted(where, summary()));
    }
    bad++;
    firstBad = bad == 1 ? where : firstBad;
  }

  private String summary() {
    return "%,d imported%s%s"
        .formatted(
            imported,
            alreadyThere == 0 ? "" : ", %,d were already there".formatted(alreadyThere),
            bad == 0 ? "" : ", %,d left out (the first: %s)".formatted(bad, firstBad));
  }
}
