package logkv.crash.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import logkv.crash.disk.Operation.Create;
import logkv.crash.disk.Operation.Delete;
import logkv.crash.disk.Operation.Force;
import logkv.crash.disk.Operation.ForceDirectory;
import logkv.crash.disk.Operation.ForceFailed;
import logkv.crash.disk.Operation.MakeDirectory;
import logkv.crash.disk.Operation.Rename;
import logkv.crash.disk.Operation.Truncate;
import logkv.crash.disk.Operation.Write;

/**
 * The volatile view of a disk: what a running program sees, because the page cache shows it.
 *
 * <p>Every change passes here, where it is exposed to the {@link Faults} first, then takes effect,
 * then goes to the {@link Journal}. What is durable is not known here; a replay of the journal finds
 * it.
 *
 * <p>Callers hold the monitor of the volume, so that looking something up and changing it are one.
 */
final class Volume {
  /** A wild offset shall end in an exception, not in an OutOfMemoryError. */
  static final int LARGEST_FILE = 64 << 20;

  static final String NOT_A_DIRECTORY = "Not a directory";

  final Journal journal = new Journal();
  Faults faults = Faults.NONE;

  private final DiskImage mounted;
  private final List<Inode> inodes; // null: not looked at yet, as it is in the mounted image

  /** Mounts {@code image}; what it holds is looked at when it is needed. */
  Volume(DiskImage image) {
    mounted = image;
    inodes = new ArrayList<>(image.inodes() + 8);
    inodes.add(Inode.directory(DiskImage.ROOT, image.names(DiskImage.ROOT), null));
    for (int i = 1; i < image.inodes(); i++) {
      inodes.add(null);
    }
    inodes.get(DiskImage.ROOT).parent = inodes.get(DiskImage.ROOT);
  }

  /** Where a path leads. */
  record Place(Inode directory, String name, Inode inode) {
    boolean exists() {
      return inode != null;
    }
  }

  /**
   * Follows {@code path} to its last name, which need not exist.
   *
   * @return the place; without a directory if the path ends in the root, {@code .} or {@code ..}
   * @throws NoSuchFileException if a name before the last does not exist
   */
  Place find(SimulatedPath path) throws FileSystemException {
    String[] names = path.toAbsolutePath().names();
    Inode at = inodes.get(DiskImage.ROOT);
    for (int i = 0; i < names.length; i++) {
      if (!at.isDirectory()) {
        throw new FileSystemException(path.toString(), null, NOT_A_DIRECTORY);
      }
      Inode next = child(at, names[i]);
      if (i == names.length - 1) {
        boolean ordinary = !SimulatedPath.isDots(names[i]);
        return new Place(ordinary ? at : null, names[i], next);
      }
      if (next == null) {
        throw new NoSuchFileException(path.toString());
      }
      at = next;
    }
    return new Place(null, "/", at);
  }

  /** Follows {@code path} to something that exists. */
  Inode existing(SimulatedPath path) throws FileSystemException {
    Place place = find(path);
    if (!place.exists()) {
      throw new NoSuchFileException(path.toString());
    }
    return place.inode();
  }

  private Inode child(Inode directory, String name) {
    if (name.equals(".")) {
      return directory;
    }
    if (name.equals("..")) {
      return directory.parent;
    }
    int number = directory.names.find(name);
    if (number < 0) {
      return null;
    }
    Inode known = inodes.get(number);
    if (known == null) {
      known = mounted.isDirectory(number)
          ? Inode.directory(number, mounted.names(number), directory)
          : Inode.file(number, mounted.sharedBytes(number));
      inodes.set(number, known);
    }
    return known;
  }

  /** What goes wrong now; for those who do not hold the monitor. */
  synchronized Faults faults() {
    return faults;
  }

  /** Reads into {@code into} and returns how many bytes; -1 at the end of the file. */
  int read(Inode file, long offset, ByteBuffer into, SimulatedPath path) throws IOException {
    if (!into.hasRemaining()) {
      return 0;
    }
    if (offset >= file.size()) {
      return -1;
    }
    int count = (int) Math.min(into.remaining(), file.size() - offset);
    count = faults.onRead(path.toString(), count);
    file.read((int) offset, count, into);
    return count;
  }

  /** Writes from {@code from} and returns how many bytes. */
  int write(Inode file, long offset, ByteBuffer from, SimulatedPath path) throws IOException {
    if (!from.hasRemaining()) {
      return 0;
    }
    if (offset > LARGEST_FILE - from.remaining()) {
      throw NotHere.fileTooLarge(path, offset + from.remaining());
    }
    byte[] data = new byte[faults.onWrite(path.toString(), from.remaining())];
    from.get(data);
    file.write((int) offset, data);
    journal.add(new Write(file.number, offset, data), path);
    return data.length;
  }

  /** Cuts the file; one that is not longer stays as it is, and nothing happens. */
  void truncate(Inode file, long size, SimulatedPath path) throws IOException {
    if (size < file.size()) {
      faults.onChange(path.toString());
      file.truncate((int) size);
      journal.add(new Truncate(file.number, size), path);
    }
  }

  void force(Inode inode, SimulatedPath path) throws IOException {
    try {
      faults.onForce(path.toString());
    } catch (IOException e) {
      journal.add(new ForceFailed(inode.number), path);
      throw e;
    }
    journal.add(
        inode.isDirectory() ? new ForceDirectory(inode.number) : new Force(inode.number), path);
  }

  Inode createFile(Place place, SimulatedPath path) throws IOException {
    faults.onChange(path.toString());
    Inode file = Inode.file(inodes.size(), DiskImage.EMPTY_FILE);
    name(place, file);
    journal.add(new Create(place.directory().number, place.name(), file.number), path);
    return file;
  }

  void createDirectory(Place place, SimulatedPath path) throws IOException {
    faults.onChange(path.toString());
    Inode created = Inode.directory(inodes.size(), Names.NONE, place.directory());
    name(place, created);
    journal.add(new MakeDirectory(place.directory().number, place.name(), created.number), path);
  }

  private void name(Place place, Inode created) {
    inodes.add(created);
    place.directory().names = place.directory().names.with(place.name(), created.number);
  }

  void delete(Place place, SimulatedPath path) throws IOException {
    faults.onChange(path.toString());
    Inode directory = place.directory();
    directory.names = directory.names.without(place.name());
    journal.add(new Delete(directory.number, place.name(), place.inode().number), path);
  }

  void rename(Place from, Place to, SimulatedPath path) throws IOException {
    faults.onChange(path.toString());
    Inode moved = from.inode();
    from.directory().names = from.directory().names.without(from.name());
    to.directory().names = to.directory().names.with(to.name(), moved.number);
    if (moved.isDirectory()) {
      moved.parent = to.directory();
    }
    journal.add(
        new Rename(
            from.directory().number, from.name(), to.directory().number, to.name(), moved.number),
        path);
  }

  DiskImage image() {
    byte[][] files = new byte[inodes.size()][];
    Names[] directories = new Names[inodes.size()];
    for (int i = 0; i < files.length; i++) {
      Inode inode = inodes.get(i);
      if (inode == null) {
        directories[i] = mounted.names(i);
        files[i] = directories[i] == null ? mounted.sharedBytes(i) : null;
      } else if (inode.isDirectory()) {
        directories[i] = inode.names;
      } else {
        files[i] = inode.share();
      }
    }
    return DiskImage.of(files, directories);
  }
}
