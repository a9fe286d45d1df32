package logkv.crash.explore;

import java.util.Objects;
import logkv.crash.disk.JournalEntry;
import logkv.crash.disk.Operation.Create;
import logkv.crash.disk.Operation.DataEffect;
import logkv.crash.disk.Operation.Delete;
import logkv.crash.disk.Operation.Effect;
import logkv.crash.disk.Operation.MakeDirectory;
import logkv.crash.disk.Operation.NameEffect;
import logkv.crash.disk.Operation.Rename;

/** An effect that a crash may still take away, and what it depends on. */
final class Pending {
  final JournalEntry entry;
  final Effect effect;

  /** A force of this effect failed: the disk may have it or not, and nothing will settle which. */
  boolean inLimbo;

  /** Durable, but issued behind an effect in limbo, on which it must still be laid. */
  boolean settled;

  // The one or two names that a name effect changes; the second directory is -1 if there is none.
  private int directory = -1;
  private String name = "";
  private int otherDirectory = -1;
  private String otherName = "";

  Pending(JournalEntry entry, Effect effect) {
    this.entry = entry;
    this.effect = effect;
    if (effect instanceof Create create) {
      changes(create.directory(), create.name());
    } else if (effect instanceof MakeDirectory make) {
      changes(make.directory(), make.name());
    } else if (effect instanceof Delete delete) {
      changes(delete.directory(), delete.name());
    } else if (effect instanceof Rename rename) {
      changes(rename.fromDirectory(), rename.from());
      otherDirectory = rename.toDirectory();
      otherName = rename.to();
    }
  }

  private void changes(int inDirectory, String itsName) {
    directory = inDirectory;
    name = itsName;
  }

  boolean isName() {
    return effect instanceof NameEffect;
  }

  boolean isDataOf(int file) {
    return effect instanceof DataEffect data && data.file() == file;
  }

  boolean isIn(int someDirectory) {
    return directory == someDirectory || otherDirectory == someDirectory;
  }

  boolean isBefore(Pending other) {
    return entry.number() < other.entry.number();
  }

  /** Whether a disk that has this effect must also have {@code earlier}, issued before it. */
  boolean needs(Pending earlier, boolean orderKept) {
    if (isName()) {
      return earlier.isName() && (orderKept || sharesNameWith(earlier));
    }
    return orderKept && !earlier.inLimbo && earlier.isDataOf(((DataEffect) effect).file());
  }

  private boolean sharesNameWith(Pending other) {
    return same(directory, name, other.directory, other.name)
        || same(directory, name, other.otherDirectory, other.otherName)
        || same(otherDirectory, otherName, other.directory, other.name)
        || same(otherDirectory, otherName, other.otherDirectory, other.otherName);
  }

  private static boolean same(int directory, String name, int other, String otherName) {
    return directory >= 0 && directory == other && Objects.equals(name, otherName);
  }
}
