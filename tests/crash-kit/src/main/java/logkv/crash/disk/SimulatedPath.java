package logkv.crash.disk;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Arrays;

/**
 * A path on a {@link SimulatedDisk}: names with slashes between them, as on Linux.
 *
 * <p>Relative paths start at {@code /simulated-disk}. Immutable.
 */
final class SimulatedPath implements Path {
  private static final String[] NO_NAMES = {};

  private final SimulatedFileSystem fileSystem;
  private final boolean absolute;
  private final String[] names; // none for the root and for the empty path
  private String text; // built when first asked for

  SimulatedPath(SimulatedFileSystem fileSystem, boolean absolute, String[] names) {
    this.fileSystem = fileSystem;
    this.absolute = absolute;
    this.names = names;
  }

  static SimulatedPath parse(SimulatedFileSystem fileSystem, String text) {
    if (text.indexOf('\0') >= 0) {
      throw new InvalidPathException(text, "Nul character not allowed");
    }
    String[] names = new String[text.length() / 2 + 1];
    int count = 0;
    int start = 0;
    while (start < text.length()) {
      int slash = text.indexOf('/', start);
      int end = slash < 0 ? text.length() : slash;
      if (end > start) {
        names[count++] = text.substring(start, end);
      }
      start = end + 1;
    }
    return new SimulatedPath(fileSystem, text.startsWith("/"), Arrays.copyOf(names, count));
  }

  /** Returns {@code path}, which must be on a simulated disk. */
  static SimulatedPath of(Path path) {
    if (path instanceof SimulatedPath simulated) {
      return simulated;
    }
    throw NotHere.otherDisk(path);
  }

  /** Returns {@code path}, which must be on the same disk as this one. */
  SimulatedPath sameDisk(Path path) {
    if (of(path).fileSystem != fileSystem) {
      throw NotHere.otherDisk(path);
    }
    return of(path);
  }

  /** Whether {@code name} is {@code .} or {@code ..}, which name no entry of a directory. */
  static boolean isDots(String name) {
    return name.equals(".") || name.equals("..");
  }

  /** The names between the slashes; not a copy. */
  String[] names() {
    return names;
  }

  private SimulatedPath relative(String[] newNames) {
    return new SimulatedPath(fileSystem, false, newNames);
  }

  private SimulatedPath withNames(String[] newNames) {
    return new SimulatedPath(fileSystem, absolute, newNames);
  }

  private boolean isEmpty() {
    return !absolute && names.length == 0;
  }

  @Override
  public SimulatedFileSystem getFileSystem() {
    return fileSystem;
  }

  @Override
  public boolean isAbsolute() {
    return absolute;
  }

  @Override
  public Path getRoot() {
    return absolute ? withNames(NO_NAMES) : null;
  }

  @Override
  public Path getFileName() {
    int count = getNameCount();
    return count == 0 ? null : getName(count - 1);
  }

  @Override
  public Path getParent() {
    if (names.length == 0 || names.length == 1 && !absolute) {
      return null;
    }
    return withNames(Arrays.copyOf(names, names.length - 1));
  }

  @Override
  public int getNameCount() {
    return isEmpty() ? 1 : names.length; // the empty path has one name, the empty one
  }

  @Override
  public Path getName(int index) {
    return subpath(index, index + 1);
  }

  @Override
  public Path subpath(int begin, int end) {
    if (begin < 0 || end > getNameCount() || begin >= end) {
      throw new IllegalArgumentException("names " + begin + " to " + end + " of " + this);
    }
    return isEmpty() ? this : relative(Arrays.copyOfRange(names, begin, end));
  }

  @Override
  public boolean startsWith(Path other) {
    if (!(other instanceof SimulatedPath that)
        || that.absolute != absolute
        || that.isEmpty() != isEmpty()
        || that.names.length > names.length) {
      return false;
    }
    return Arrays.equals(names, 0, that.names.length, that.names, 0, that.names.length);
  }

  @Override
  public boolean endsWith(Path other) {
    if (!(other instanceof SimulatedPath that) || that.names.length > names.length) {
      return false;
    }
    if (that.absolute || that.names.length == 0) {
      return that.absolute == absolute && Arrays.equals(names, that.names);
    }
    int skipped = names.length - that.names.length;
    return Arrays.equals(names, skipped, names.length, that.names, 0, that.names.length);
  }

  @Override
  public SimulatedPath normalize() {
    String[] kept = new String[names.length];
    int count = 0;
    for (String name : names) {
      if (name.equals("..") && count > 0 && !kept[count - 1].equals("..")) {
        count--;
      } else if (!name.equals(".") && !(name.equals("..") && absolute)) {
        kept[count++] = name;
      }
    }
    return count == names.length ? this : withNames(Arrays.copyOf(kept, count));
  }

  @Override
  public Path resolve(Path other) {
    SimulatedPath that = sameDisk(other);
    if (that.absolute) {
      return that;
    }
    return that.names.length == 0 ? this : withNames(joined(names, that.names));
  }

  private static String[] joined(String[] first, String[] second) {
    String[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Override
  public Path relativize(Path other) {
    SimulatedPath that = sameDisk(other);
    if (that.absolute != absolute) {
      throw new IllegalArgumentException("one of " + this + " and " + that + " is not absolute");
    }
    if (isEmpty()) {
      return that;
    }
    String[] from = normalize().names;
    String[] to = that.normalize().names;
    int common = 0;
    while (common < Math.min(from.length, to.length) && from[common].equals(to[common])) {
      common++;
    }
    String[] up = new String[from.length - common];
    Arrays.fill(up, "..");
    if (up.length > 0 && from[common].equals("..")) {
      throw new IllegalArgumentException("nobody knows how " + this + " leads to " + that);
    }
    return relative(joined(up, Arrays.copyOfRange(to, common, to.length)));
  }

  @Override
  public URI toUri() {
    throw NotHere.uri(this);
  }

  @Override
  public SimulatedPath toAbsolutePath() {
    if (absolute) {
      return this;
    }
    String[] start = {SimulatedDisk.DIRECTORY[0]};
    return new SimulatedPath(fileSystem, true, joined(start, names));
  }

  @Override
  public Path toRealPath(LinkOption... options) throws IOException {
    fileSystem.provider().checkAccess(this);
    return toAbsolutePath().normalize();
  }

  @Override
  public File toFile() {
    throw NotHere.toFile(this);
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw NotHere.watching();
  }

  @Override
  public int compareTo(Path other) {
    return toString().compareTo(((SimulatedPath) other).toString());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SimulatedPath that
        && that.fileSystem == fileSystem
        && that.absolute == absolute
        && Arrays.equals(names, that.names);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(names) * 31 + Boolean.hashCode(absolute);
  }

  @Override
  public String toString() {
    if (text == null) {
      text = (absolute ? "/" : "") + String.join("/", names);
    }
    return text;
  }
}
