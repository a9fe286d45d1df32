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
import java.util.List;
import java.util.concurrent.Callable;
import logkv.KeyValueStore;
import logkv.cli.format.Entry;
import logkv.cli.format.EntryWriter;
import logkv.cli.format.Format;
import logkv.cli.format.Lines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code kv export}: writes every key and value to a file. */
@Command(
    name = "export",
    description = {
      "Writes every key and value to FILE, which is complete and on the disk when this ends well,"
          + " and untouched when it does not.",
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
    transfer.format(); // before anything is opened or made
    try (KeyValueStore store = kv.open()) {
      if (transfer.isStandardStream()) {
        copy(store, kv.surroundings().out());
      } else {
        copyToFile(store, transfer.path());
      }
    }
    return ExitStatus.DONE;
  }

  private void copyToFile(KeyValueStore store, Path file) throws IOException {
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
    try {
      try (FileChannel channel = FileChannel.open(aside, CREATE, WRITE, TRUNCATE_EXISTING)) {
        copy(store, Channels.newOutputStream(channel));
        channel.force(true);
      }
      Files.move(aside, file, ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(aside);
    }
    kv.surroundings().err().printf("%,d exported%n", store.size());
  }

  private void copy(KeyValueStore store, OutputStream out) throws IOException {
    EntryWriter writer = transfer.format().writer(out);
    Progress progress = new Progress(kv.surroundings(), store.size());
    long exported = 0;
    try {
      for (String key : transfer.format() == Format.lines ? byNumber(store) : sorted(store)) {
        writer.write(entry(store, key));
        exported++;
        if (transfer.showsProgress(kv.surroundings())) {
          progress.at(exported, exported);
        }
      }
      writer.flush();
    } finally {
      progress.end();
    }
  }

  private static List<String> sorted(KeyValueStore store) throws IOException {
    return store.keys().stream().sorted(Utf8Order.INSTANCE).toList();
  }

  private static List<String> byNumber(KeyValueStore store) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String key : sorted(store)) {
      Entry entry = entry(store, key);
      if (!Lines.fits(entry)) {
        throw Refusal.wrongUsage(
            "%s is not what lines can hold: a key of one line whose value is the number of a line; export as jsonl or csv"
                .formatted(Escapes.visible(key)));
      }
      entries.add(entry);
    }
    return entries.stream().sorted(Lines.BY_NUMBER).map(Entry::key).toList();
  }

  private static Entry entry(KeyValueStore store, String key) throws IOException {
    return new Entry(key, store.get(key).orElseThrow());
  }
}
