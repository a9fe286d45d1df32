package logkv.crash.disk;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import logkv.crash.disk.Volume.Place;

/**
 * What {@link java.nio.file.Files} and {@code FileChannel.open} ask of a simulated disk.
 *
 * <p>Every call checks what Linux and the JDK would check, in the same order and with the same
 * exceptions, and then makes the changes that the JDK would ask the operating system for.
 */
final class SimulatedProvider extends FileSystemProvider {
  static final SimulatedProvider INSTANCE = new SimulatedProvider();

  private SimulatedProvider() {}

  @Override
  public String getScheme() {
    return "simulated-disk";
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public FileChannel newFileChannel(
      Path file, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    SimulatedPath path = SimulatedPath.of(file);
    OpenFlags flags = OpenFlags.of(path, options);
    requireNone(path, attributes);
    Volume volume = path.getFileSystem().volume();
    synchronized (volume) {
      return new SimulatedFileChannel(volume, open(volume, path, flags), path, flags);
    }
  }

  private static Inode open(Volume volume, SimulatedPath path, OpenFlags flags) throws IOException {
    Place place = volume.find(path);
    if (!place.exists()) {
      if (!flags.create() && !flags.createNew()) {
        throw new NoSuchFileException(path.toString());
      }
      return volume.createFile(place, path);
    }
    if (flags.createNew()) {
      throw new FileAlreadyExistsException(path.toString());
    }
    if (flags.write() && place.inode().isDirectory()) {
      throw new FileSystemException(path.toString(), null, "Is a directory");
    }
    if (flags.truncate()) {
      volume.truncate(place.inode(), 0, path);
    }
    return place.inode();
  }

  private static void requireNone(Path path, FileAttribute<?>[] attributes) {
    for (FileAttribute<?> attribute : attributes) {
      throw NotHere.fileAttributes(path, "creating with " + attribute.name());
    }
  }

  @Override
  public AsynchronousFileChannel newAsynchronousFileChannel(
      Path path,
      Set<? extends OpenOption> options,
      ExecutorService executor,
      FileAttribute<?>... attributes) {
    throw NotHere.asynchronous(path);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    SimulatedPath path = SimulatedPath.of(directory);
    Volume volume = path.getFileSystem().volume();
    synchronized (volume) {
      return new Listing(path, existingDirectory(volume, path).names, filter);
    }
  }

  private static Inode existingDirectory(Volume volume, SimulatedPath path) throws IOException {
    try {
      Inode inode = volume.existing(path);
      if (inode.isDirectory()) {
        return inode;
      }
    } catch (FileSystemException e) {
      if (!Volume.NOT_A_DIRECTORY.equals(e.getReason())) {
        throw e;
      }
    }
    throw new NotDirectoryException(path.toString());
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    SimulatedPath path = SimulatedPath.of(directory);
    requireNone(path, attributes);
    Volume volume = path.getFileSystem().volume();
    synchronized (volume) {
      Place place = volume.find(path);
      requireFree(place, path);
      volume.createDirectory(place, path);
    }
  }

  private static void requireFree(Place place, Path path) throws FileAlreadyExistsException {
    if (place.exists()) {
      throw new FileAlreadyExistsException(path.toString());
    }
  }

  @Override
  public void delete(Path file) throws IOException {
    SimulatedPath path = SimulatedPath.of(file);
    Volume volume = path.getFileSystem().volume();
    synchronized (volume) {
      volume.existing(path);
      delete(volume, volume.find(path), path);
    }
  }

  private static void delete(Volume volume, Place place, SimulatedPath path) throws IOException {
    requireName(place, path);
    if (place.inode().isDirectory() && place.inode().names.size() > 0) {
      throw new DirectoryNotEmptyException(path.toString());
    }
    volume.delete(place, path);
  }

  /** The root, {@code .} and {@code ..} can be neither deleted nor renamed. */
  private static void requireName(Place place, Path path) throws FileSystemException {
    if (place.directory() == null) {
      throw new FileSystemException(path.toString(), null, "Device or resource busy");
    }
  }

  /**
   * An atomic move is one rename, and replaces what was there. Any other is not atomic, just as in
   * the JDK on Linux: what was there is deleted first, if it may be replaced at all.
   */
  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    SimulatedPath from = SimulatedPath.of(source);
    SimulatedPath to = from.sameDisk(target);
    List<CopyOption> wanted = List.of(options);
    boolean atomic = wanted.contains(ATOMIC_MOVE);
    Volume volume = from.getFileSystem().volume();
    synchronized (volume) {
      if (atomic) {
        requireNames(volume.find(from), volume.find(to), from, to);
      }
      Inode moved = volume.existing(from);
      Place place = volume.find(to);
      if (place.inode() == moved) {
        return;
      }
      if (atomic) {
        requireOutside(moved, place, from, to);
        requireReplaceable(moved, place, from, to);
      } else {
        makeRoom(volume, place, to, wanted.contains(REPLACE_EXISTING));
      }
      rename(volume, volume.find(from), volume.find(to), from, to);
    }
  }

  /** Comes first in rename(2), even before the question whether there is a file. */
  private static void requireNames(Place from, Place to, Path source, Path target)
      throws FileSystemException {
    requireName(from, source);
    requireName(to, target);
  }

  /** A directory cannot be moved into itself. */
  private static void requireOutside(Inode moved, Place place, Path from, Path to)
      throws FileSystemException {
    for (Inode above = place.directory(); above.parent != above; above = above.parent) {
      if (above == moved) {
        throw new FileSystemException(from.toString(), to.toString(), "Invalid argument");
      }
    }
  }

  /** What rename(2) asks of a target that exists. */
  private static void requireReplaceable(Inode moved, Place place, Path from, Path to)
      throws FileSystemException {
    if (!place.exists()) {
      return;
    }
    Inode replaced = place.inode();
    String problem = null;
    if (moved.isDirectory() && !replaced.isDirectory()) {
      problem = Volume.NOT_A_DIRECTORY;
    } else if (!moved.isDirectory() && replaced.isDirectory()) {
      problem = "Is a directory";
    } else if (replaced.isDirectory() && replaced.names.size() > 0) {
      problem = "Directory not empty";
    }
    if (problem != null) {
      throw new FileSystemException(from.toString(), to.toString(), problem);
    }
  }

  private static void makeRoom(Volume volume, Place place, SimulatedPath path, boolean replace)
      throws IOException {
    if (place.exists()) {
      if (!replace) {
        throw new FileAlreadyExistsException(path.toString());
      }
      delete(volume, place, path);
    }
  }

  private static void rename(
      Volume volume, Place from, Place to, SimulatedPath source, SimulatedPath target)
      throws IOException {
    requireNames(from, to, source, target);
    requireOutside(from.inode(), to, source, target);
    volume.rename(from, to, source);
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    SimulatedPath from = SimulatedPath.of(source);
    SimulatedPath to = from.sameDisk(target);
    List<CopyOption> wanted = List.of(options);
    if (wanted.contains(ATOMIC_MOVE)) {
      throw new UnsupportedOperationException("Unsupported copy option");
    }
    Volume volume = from.getFileSystem().volume();
    synchronized (volume) {
      Inode copied = volume.existing(from);
      Place place = volume.find(to);
      if (place.inode() == copied) {
        return;
      }
      makeRoom(volume, place, to, wanted.contains(REPLACE_EXISTING));
      if (copied.isDirectory()) {
        volume.createDirectory(volume.find(to), to);
      } else {
        Inode file = volume.existing(from); // again: what was deleted may have led to it
        copyBytes(volume, file, volume.createFile(volume.find(to), to), to);
      }
    }
  }

  private static void copyBytes(Volume volume, Inode copied, Inode copy, SimulatedPath to)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(copied.share());
    while (bytes.hasRemaining()) {
      volume.write(copy, bytes.position(), bytes, to);
    }
  }

  @Override
  public boolean isSameFile(Path first, Path second) throws IOException {
    if (first.equals(second)) {
      return true;
    }
    if (!(second instanceof SimulatedPath)) {
      return false;
    }
    return inode(first) == inode(second);
  }

  private static Inode inode(Path path) throws IOException {
    SimulatedPath simulated = SimulatedPath.of(path);
    Volume volume = simulated.getFileSystem().volume();
    synchronized (volume) {
      return volume.existing(simulated);
    }
  }

  @Override
  public boolean isHidden(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    inode(path);
    return new SimulatedFileStore();
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    Inode inode = inode(path);
    for (AccessMode mode : modes) {
      if (mode == AccessMode.EXECUTE && !inode.isDirectory()) {
        throw new AccessDeniedException(path.toString());
      }
    }
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return type.isAssignableFrom(Attributes.View.class)
        ? type.cast(new Attributes.View(path))
        : null;
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path file, Class<A> type, LinkOption... options) throws IOException {
    SimulatedPath path = SimulatedPath.of(file);
    if (!type.isAssignableFrom(Attributes.class)) {
      throw NotHere.fileAttributes(path, type.getSimpleName());
    }
    Volume volume = path.getFileSystem().volume();
    synchronized (volume) {
      return type.cast(Attributes.of(volume.existing(path)));
    }
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String wanted, LinkOption... options)
      throws IOException {
    String names = wanted.startsWith("basic:") ? wanted.substring("basic:".length()) : wanted;
    Map<String, Object> all = readAttributes(path, Attributes.class).asMap();
    if (List.of(names.split(",")).contains("*")) {
      return all;
    }
    for (String name : names.split(",")) {
      if (!all.containsKey(name)) {
        throw NotHere.fileAttributes(path, "the attribute " + name);
      }
    }
    all.keySet().retainAll(List.of(names.split(",")));
    return all;
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options) {
    throw NotHere.fileAttributes(path, "setting " + name);
  }

  @Override
  public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes) {
    throw NotHere.link(link);
  }

  @Override
  public void createLink(Path link, Path existing) {
    throw NotHere.link(link);
  }

  @Override
  public Path readSymbolicLink(Path link) {
    throw NotHere.link(link);
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw NotHere.uri(uri);
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw NotHere.uri(uri);
  }

  @Override
  public Path getPath(URI uri) {
    throw NotHere.uri(uri);
  }
}
