package logkv.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import logkv.segmented.SegmentedStore;
import logkv.segmented.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code kv backup}: copies a store. */
@Command(
    name = "backup",
    description = {
      "Copies the store to DIR.",
      "DIR must be empty or not there. The copy is read to its end before this ends well.",
      "In the shell: while the store is in use."
    },
    footer = {"%nExamples:", "  kv backup /media/disk/kv", "  kv --dir /media/disk/kv list"})
final class BackupCommand implements Callable<Integer> {

  @ParentCommand
  private Kv kv;

  @Parameters(paramLabel = "DIR")
  private Path copy;

  @Override
  public Integer call() throws IOException {
    requireEmpty(copy);
    return kv.writing(store -> {
      store.backup(copy);
      try (SegmentedStore copied = SegmentedStore.openReadOnly(copy)) {
        Verification verified = copied.verify();
        if (!verified.isClean()) {
          throw Refusal.problem("the copy in %s is not whole: %s; make another"
              .formatted(copy, verified.damages().get(0)));
        }
        kv.surroundings()
            .err()
            .printf(
                "%,d keys in %s; all %,d records of it were read%n",
                copied.size(), copy, verified.records());
      }
      return ExitStatus.DONE;
    });
  }

  /** What is in the way may be somebody's only copy. */
  static void requireEmpty(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw Refusal.wrongUsage("%s is a file; name a directory".formatted(directory));
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      if (files.iterator().hasNext()) {
        throw Refusal.wrongUsage(
            "%s is not empty; name a directory that is, or that is not there".formatted(directory));
      }
    }
  }
}
