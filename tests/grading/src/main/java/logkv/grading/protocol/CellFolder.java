package logkv.grading.protocol;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import logkv.grading.bench.Broken;
import logkv.grading.bench.StoreFolder;
import logkv.grading.sandbox.Cell;

/**
 * A folder in a cell. What is in it is looked at through the open folder itself where the system can
 * do that, so that no link that a submission puts in its place in between leads anywhere else.
 */
final class CellFolder implements StoreFolder {
  private static final int MOST_NAMES = 10_000;

  private final Path path;
  private final String name;
  private final Supplier<CellFolder> another;
  private final Cell cell;

  /**
   * @param name how stories call it
   * @param another makes further folders
   */
  CellFolder(Path path, String name, Supplier<CellFolder> another, Cell cell) {
    this.path = path;
    this.name = name;
    this.another = another;
    this.cell = cell;
  }

  Path path() {
    return path;
  }

  @Override
  public void create() throws IOException {
    if (!Files.isDirectory(path, NOFOLLOW_LINKS)) {
      Files.createDirectory(path);
      cell.giveAway(Files.getFileAttributeView(path, FileOwnerAttributeView.class, NOFOLLOW_LINKS));
    }
  }

  /** What is to be done in the open folder. */
  private interface Work<T> {
    T in(SecureDirectoryStream<Path> folder) throws IOException;
  }

  private <T> T inside(Work<T> work) throws IOException {
    try (DirectoryStream<Path> parent = Files.newDirectoryStream(path.getParent())) {
      if (!(parent instanceof SecureDirectoryStream)) {
        throw new IOException("this system cannot look into folders of submissions safely");
      }
      SecureDirectoryStream<Path> secure = (SecureDirectoryStream<Path>) parent;
      try (SecureDirectoryStream<Path> folder =
          secure.newDirectoryStream(path.getFileName(), NOFOLLOW_LINKS)) {
        return work.in(folder);
      }
    }
  }

  @Override
  public SortedMap<String, Long> files() throws IOException {
    try {
      return inside(folder -> {
        SortedMap<String, Long> files = new TreeMap<>();
        for (Path file : folder) {
          if (files.size() >= MOST_NAMES) {
            throw new Broken("%s holds more than %,d files.".formatted(name, MOST_NAMES), "");
          }
          Path fileName = file.getFileName();
          files.put(fileName.toString(), size(folder, fileName));
        }
        return files;
      });
    } catch (NoSuchFileException e) {
      return new TreeMap<>();
    } catch (NotDirectoryException e) {
      throw new Broken(name + " is no folder any more.", "");
    }
  }

  private static long size(SecureDirectoryStream<Path> folder, Path file) throws IOException {
    try {
      BasicFileAttributes attributes = attributes(folder, file);
      return attributes.isRegularFile() ? attributes.size() : -1;
    } catch (NoSuchFileException e) {
      return -1; // gone meanwhile
    }
  }

  private static BasicFileAttributes attributes(SecureDirectoryStream<Path> folder, Path file)
      throws IOException {
    return folder
        .getFileAttributeView(file, BasicFileAttributeView.class, NOFOLLOW_LINKS)
        .readAttributes();
  }

  @Override
  public boolean has(String file) throws IOException {
    return files().containsKey(file);
  }

  @Override
  public byte[] read(String file) throws IOException {
    try {
      return inside(folder -> read(folder, Path.of(file)));
    } catch (NoSuchFileException e) {
      throw new Broken("There is no file %s in %s.".formatted(file, name), "");
    }
  }

  private byte[] read(SecureDirectoryStream<Path> folder, Path file) throws IOException {
    BasicFileAttributes attributes = attributes(folder, file);
    if (!attributes.isRegularFile()) {
      throw new Broken("%s in %s is no plain file.".formatted(file, name), "");
    }
    if (attributes.size() > MOST_BYTES) {
      throw new Broken(
          "%s in %s has %,d bytes, which is far too many.".formatted(file, name, attributes.size()),
          "");
    }
    try (SeekableByteChannel channel = folder.newByteChannel(file, Set.of(READ, NOFOLLOW_LINKS))) {
      ByteBuffer bytes = ByteBuffer.allocate((int) attributes.size());
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // once more
      }
      return Arrays.copyOf(bytes.array(), bytes.position());
    }
  }

  @Override
  public void write(String file, byte[] bytes) throws IOException {
    create();
    inside(folder -> {
      try (SeekableByteChannel channel = folder.newByteChannel(
          Path.of(file), Set.of(WRITE, CREATE, TRUNCATE_EXISTING, NOFOLLOW_LINKS))) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
      giveAway(folder, file);
      return null;
    });
  }

  @Override
  public void makeFolder(String folder) throws IOException {
    create();
    Files.createDirectory(path.resolve(folder));
    inside(open -> {
      giveAway(open, folder);
      return null;
    });
  }

  private void giveAway(SecureDirectoryStream<Path> folder, String file) throws IOException {
    cell.giveAway(
        folder.getFileAttributeView(Path.of(file), FileOwnerAttributeView.class, NOFOLLOW_LINKS));
  }

  @Override
  public void delete(String file) throws IOException {
    inside(folder -> {
      Path fileName = Path.of(file);
      if (attributes(folder, fileName).isDirectory()) {
        folder.deleteDirectory(fileName);
      } else {
        folder.deleteFile(fileName);
      }
      return null;
    });
  }

  @Override
  public StoreFolder copy() throws IOException {
    CellFolder copy = another.get();
    copy.create();
    for (Map.Entry<String, Long> file : files().entrySet()) {
      if (file.getValue() >= 0) {
        copy.write(file.getKey(), read(file.getKey()));
      }
    }
    return copy;
  }

  @Override
  public String toString() {
    return name;
  }
}
