package logkv.cli;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import logkv.cli.format.EntryWriter;
import logkv.cli.format.Format;
import logkv.cli.format.Lines;
import logkv.cli.text.Escapes;
import logkv.segmented.Cursor;
import logkv.segmented.Entry;
import logkv.segmented.KeyRange;
import logkv.segmented.SegmentedStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code kv export}: writes every key and value to a file. */
@Command(
    name = "export",
    description = {
      "Writes every key and value to FILE.",
      "FILE is complete and on the disk when this ends well, and untouched when it does not.",
      "Sorted by the bytes of the keys; as lines, sorted by the number of the line, so that a list"
          + " of different lines comes out as it went in."
    },
    footer = {"%nExamples:", "  kv export backup.jsonl", "  kv export --format csv | head"})
final class ExportCommand implements Callable<Integer> {

  @ParentCommand
  private Kv kv;

  @Mixin
  private Transfer transfer;

  @Override
  public Integer call() throws IOException {
    if (!transfer.format().canBeWritten()) { // before anything is opened or made
      throw Refusal.wrongUsage(
          "nothing is exported as %s; choose lines, jsonl or csv".formatted(transfer.format()));
    }
    return kv.reading(store -> {
      if (transfer.isStandardStream()) {
        copy(store, kv.surroundings().out());
      } else {
        copyToFile(store, transfer.path());
      }
      return ExitStatus.DONE;
    });
  }

  private void copyToFile(SegmentedStore store, Path file) throws IOException {
    if (Files.isDirectory(file) || !Files.isDirectory(file.toAbsolutePath().getParent())) {
      throw Refusal.wrongUsage("%s is no place for a file; nothing was exported".formatted(file));
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) { // a named pipe, or /dev/null
      try (OutputStream out = Files.newOutputStream(file)) {
        copy(store, out);
      }
      return;
    }
    Path aside = file.resolveSibling(file.getFileName() + ".part");
    long exported;
    try {
      try (FileChannel channel = FileChannel.open(aside, CREATE, WRITE, TRUNCATE_EXISTING)) {
        exported = copy(store, Channels.newOutputStream(channel));
        channel.force(true);
      }
      Files.move(aside, file, ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(aside);
    }
    kv.surroundings().err().printf("%,d exported%n", exported);
  }

  private long copy(SegmentedStore store, OutputStream out) throws IOException {
    EntryWriter writer = transfer.format().writer(out);
    try (Cursor cursor = store.scan(KeyRange.all())) {
      Progress progress = new Progress(kv.surroundings(), cursor.remaining());
      Source source = transfer.format() == Format.lines ? byNumber(cursor) : cursor::next;
      long exported = 0;
      try {
        for (Optional<Entry> entry = source.next(); entry.isPresent(); entry = source.next()) {
          writer.write(entry.get());
          exported++;
          if (transfer.showsProgress(kv.surroundings())) {
            progress.at(exported, exported);
          }
        }
        writer.flush();
        return exported;
      } finally {
        progress.end();
      }
    }
  }

  /** Where entries come from, one after the other; empty at the end. */
  private interface Source {
    Optional<Entry> next() throws IOException;
  }

  private static Source byNumber(Cursor cursor) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Optional<Entry> next = cursor.next(); next.isPresent(); next = cursor.next()) {
      if (!Lines.fits(next.get())) {
        throw Refusal.wrongUsage(
            "%s is not what lines can hold: a key of one line whose value is the number of a line; export as jsonl or csv"
                .formatted(Escapes.visible(next.get().key())));
      }
      entries.add(next.get());
    }
    entries.sort(Lines.BY_NUMBER);
    Iterator<Entry> sorted = entries.iterator();
    return () -> sorted.hasNext() ? Optional.of(sorted.next()) : Optional.empty();
  }
}
