package logkv.segmented;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import logkv.crash.disk.SimulatedDisk;

/** The files of a closed store, by name, for tests that change them and look what becomes of it. */
final class StoreFiles {
  private final TreeMap<String, byte[]> files = new TreeMap<>();

  static StoreFiles of(Path directory) throws IOException {
    StoreFiles all = new StoreFiles();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
      for (Path file : found) {
        if (Files.isRegularFile(file)) {
          all.files.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
      }
    }
    return all;
  }

  SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(files.navigableKeySet());
  }

  /** The names that end like this. */
  SortedSet<String> names(String suffix) {
    return files.keySet().stream()
        .filter(name -> name.endsWith(suffix))
        .collect(toCollection(TreeSet::new));
  }

  byte[] bytes(String name) {
    return files.get(name).clone();
  }

  StoreFiles with(String name, byte[] bytes) {
    StoreFiles changed = new StoreFiles();
    changed.files.putAll(files);
    changed.files.put(name, bytes);
    return changed;
  }

  StoreFiles without(String name) {
    StoreFiles changed = new StoreFiles();
    changed.files.putAll(files);
    changed.files.remove(name);
    return changed;
  }

  /** The same files with the bits of {@code mask} turned over in one byte. */
  StoreFiles flipped(String name, int at, int mask) {
    byte[] bytes = bytes(name);
    bytes[at] ^= (byte) mask;
    return with(name, bytes);
  }

  /** Returns a directory on a disk of its own that holds them. */
  Path onNewDisk() throws IOException {
    SimulatedDisk disk = SimulatedDisk.empty();
    disk.record(false);
    disk.captureSites(false);
    return into(disk.directory());
  }

  /** Replaces what {@code directory} holds by them. */
  Path into(Path directory) throws IOException {
    for (String name : of(directory).names()) {
      Files.delete(directory.resolve(name));
    }
    for (String name : files.keySet()) {
      Files.write(directory.resolve(name), files.get(name));
    }
    return directory;
  }
}
