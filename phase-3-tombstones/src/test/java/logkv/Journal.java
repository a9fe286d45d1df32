package logkv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import logkv.crash.disk.JournalEntry;
import logkv.crash.disk.Operation;
import logkv.crash.disk.Operation.Create;
import logkv.crash.disk.Operation.Delete;
import logkv.crash.disk.Operation.Force;
import logkv.crash.disk.Operation.ForceDirectory;
import logkv.crash.disk.Operation.ForceFailed;
import logkv.crash.disk.Operation.MakeDirectory;
import logkv.crash.disk.Operation.Rename;
import logkv.crash.disk.Operation.Truncate;
import logkv.crash.disk.Operation.Write;
import logkv.crash.disk.SimulatedDisk;

/**
 * What a disk was asked to do, in words.
 *
 * <pre>
 *   create data.log
 *   write data.log
 *   force data.log
 *   force the names in db
 * </pre>
 */
public final class Journal {
  private final SimulatedDisk disk;
  private final int begin;

  private Journal(SimulatedDisk disk) {
    this.disk = disk;
    this.begin = disk.journalSize();
  }

  /** Begins to listen to the disk on which {@code directory} is. */
  public static Journal of(Path directory) {
    return new Journal(SimulatedDisk.of(directory));
  }

  /** Returns what was done since, oldest first; the lock file is left out. */
  public List<String> operations() {
    List<String> operations = new ArrayList<>();
    List<JournalEntry> journal = disk.journal();
    for (JournalEntry entry : journal.subList(begin, journal.size())) {
      String name = Path.of(entry.path()).getFileName() + "";
      String words = words(entry.operation(), name);
      if (!words.isEmpty() && !name.equals("LOCK")) {
        operations.add(words);
      }
    }
    return operations;
  }

  private static String words(Operation operation, String name) {
    if (operation instanceof Write) {
      return "write " + name;
    } else if (operation instanceof Truncate) {
      return "truncate " + name;
    } else if (operation instanceof Create) {
      return "create " + name;
    } else if (operation instanceof MakeDirectory) {
      return "make the directory " + name;
    } else if (operation instanceof Rename rename) {
      return "rename " + rename.from() + " to " + rename.to();
    } else if (operation instanceof Delete) {
      return "delete " + name;
    } else if (operation instanceof Force) {
      return "force " + name;
    } else if (operation instanceof ForceDirectory) {
      return "force the names in " + name;
    } else if (operation instanceof ForceFailed) {
      return "force " + name + ", which failed";
    }
    return "";
  }
}
