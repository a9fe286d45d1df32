package logkv.crash.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import logkv.crash.Disk;
import logkv.crash.disk.DiskImage;
import logkv.crash.disk.JournalEntry;
import logkv.crash.disk.Names;
import logkv.crash.disk.Operation;
import logkv.crash.disk.Operation.Create;
import logkv.crash.disk.Operation.Delete;
import logkv.crash.disk.Operation.Effect;
import logkv.crash.disk.Operation.Force;
import logkv.crash.disk.Operation.ForceDirectory;
import logkv.crash.disk.Operation.ForceFailed;
import logkv.crash.disk.Operation.MakeDirectory;
import logkv.crash.disk.Operation.NameEffect;
import logkv.crash.disk.Operation.Rename;
import logkv.crash.disk.Operation.Truncate;
import logkv.crash.disk.Operation.Write;
import logkv.crash.explore.CrashState.Tail;

/**
 * What is durable at one point of a journal, what is pending, and what a crash makes of both.
 *
 * <p>Show it the journal's entries one by one. A force of a file settles its bytes and its size,
 * not its name (but see {@link Disk#forceKeepsNames}); a force of a directory settles the names in
 * it. A failed force leaves the bytes of the file in limbo: they stay pending for ever, whatever is
 * forced later. Names are never in limbo; a later force of their directory settles them.
 */
final class Replay {
  private static final byte[] NO_BYTES = {};

  private final Disk disk;
  private final List<Pending> pending = new ArrayList<>();
  private byte[][] files; // durable bytes by number
  private Names[] directories; // durable names by number

  /** Starts with {@code image}, all of which is durable. */
  Replay(DiskImage image, Disk disk) {
    this.disk = disk;
    files = new byte[image.inodes()][];
    directories = new Names[image.inodes()];
    for (int i = 0; i < files.length; i++) {
      directories[i] = image.names(i);
      files[i] = image.isDirectory(i) ? null : image.sharedBytes(i);
    }
  }

  /** What a crash may take away now, in the order in which it was issued. */
  List<Pending> pending() {
    return pending;
  }

  Disk disk() {
    return disk;
  }

  /** Whether any bytes of {@code file} are durable. */
  boolean holdsBytes(int file) {
    return files[file] != null && files[file].length > 0;
  }

  /** Moves on by one entry. */
  void apply(JournalEntry entry) {
    Operation operation = entry.operation();
    if (operation instanceof Effect effect) {
      makeRoom(effect);
      pending.add(new Pending(entry, effect));
    } else if (operation instanceof Force force) {
      settleBytes(force.file());
      if (disk.forceKeepsNames()) {
        settleNames(pending.size() - 1, all());
      }
    } else if (operation instanceof ForceDirectory force) {
      settleDirectory(force.directory());
    } else if (operation instanceof ForceFailed force) {
      pending.stream()
          .filter(p -> p.isDataOf(force.file()) && !p.settled)
          .forEach(p -> p.inLimbo = true);
    }
  }

  private void makeRoom(Effect effect) {
    if (effect instanceof Create create) {
      makeRoom(create.file());
    } else if (effect instanceof MakeDirectory make) {
      makeRoom(make.created());
      directories[make.created()] = Names.NONE;
    }
  }

  private void makeRoom(int number) {
    if (number >= files.length) {
      files = Arrays.copyOf(files, number + 1);
      directories = Arrays.copyOf(directories, number + 1);
    }
  }

  private void settleBytes(int file) {
    boolean behindLimbo = false;
    for (Iterator<Pending> each = pending.iterator(); each.hasNext(); ) {
      Pending next = each.next();
      if (!next.isDataOf(file)) {
        continue;
      }
      behindLimbo |= next.inLimbo;
      next.settled = !next.inLimbo;
      if (!behindLimbo) {
        files[file] = after(files[file], next.effect, null);
        each.remove();
      }
    }
  }

  private void settleDirectory(int directory) {
    BitSet chosen = new BitSet();
    int last = -1;
    for (int i = 0; i < pending.size(); i++) {
      if (pending.get(i).isName() && pending.get(i).isIn(directory)) {
        chosen.set(i);
        last = i;
      }
    }
    addWhatIsNeeded(chosen);
    settleNames(last, chosen);
  }

  private BitSet all() {
    BitSet all = new BitSet();
    all.set(0, pending.size());
    return all;
  }

  private void settleNames(int last, BitSet chosen) {
    List<Pending> settled = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      if (chosen.get(i) && pending.get(i).isName()) {
        change(directories, (NameEffect) pending.get(i).effect);
        settled.add(pending.get(i));
      }
    }
    pending.removeAll(settled);
  }

  /** Adds to {@code kept} every effect without which one in it cannot be on the disk. */
  void addWhatIsNeeded(BitSet kept) {
    for (int i = pending.size() - 1; i > 0; i--) {
      for (int j = 0; kept.get(i) && j < i; j++) {
        if (pending.get(i).needs(pending.get(j), disk.keepsOrder())) {
          kept.set(j);
        }
      }
    }
  }

  /** Returns the disk as {@code state} leaves it. */
  DiskImage image(CrashState state) {
    byte[][] filesLeft = files.clone();
    Names[] directoriesLeft = directories.clone();
    for (int i = 0; i < pending.size(); i++) {
      if (!state.lost().get(i)) {
        Effect effect = pending.get(i).effect;
        if (effect instanceof NameEffect change) {
          change(directoriesLeft, change);
        } else {
          int file = ((Operation.DataEffect) effect).file();
          filesLeft[file] = after(filesLeft[file], effect, i == state.torn() ? state : null);
        }
      }
    }
    return DiskImage.of(filesLeft, directoriesLeft);
  }

  private static void change(Names[] directories, NameEffect effect) {
    if (effect instanceof Create create) {
      add(directories, create.directory(), create.name(), create.file());
    } else if (effect instanceof MakeDirectory make) {
      add(directories, make.directory(), make.name(), make.created());
    } else if (effect instanceof Delete delete) {
      remove(directories, delete.directory(), delete.name());
    } else if (effect instanceof Rename rename) {
      remove(directories, rename.fromDirectory(), rename.from());
      add(directories, rename.toDirectory(), rename.to(), rename.moved());
    }
  }

  private static void add(Names[] directories, int directory, String name, int number) {
    directories[directory] = directories[directory].with(name, number);
  }

  private static void remove(Names[] directories, int directory, String name) {
    directories[directory] = directories[directory].without(name);
  }

  /** Returns the bytes of a file after an effect; {@code torn} says how if it is a torn write. */
  private static byte[] after(byte[] before, Effect effect, CrashState torn) {
    byte[] bytes = before == null ? NO_BYTES : before;
    if (effect instanceof Truncate truncate) {
      return truncate.size() < bytes.length
          ? Arrays.copyOf(bytes, Math.toIntExact(truncate.size()))
          : bytes;
    }
    Write write = (Write) effect;
    int offset = Math.toIntExact(write.offset());
    int length = write.data().length;
    int written = torn == null ? length : torn.cut();
    int reached = torn == null || torn.tail() == Tail.CUT_OFF ? written : length;
    byte[] after = Arrays.copyOf(bytes, Math.max(bytes.length, offset + reached));
    System.arraycopy(write.data(), 0, after, offset, written);
    if (torn != null && torn.tail() == Tail.GARBAGE) {
      for (int i = offset + written; i < offset + length; i++) {
        after[i] = (byte) (0x5A ^ i * 31);
      }
    }
    return after;
  }
}
