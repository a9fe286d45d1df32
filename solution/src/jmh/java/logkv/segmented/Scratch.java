package logkv.segmented;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What all benchmarks of the store share: 16-byte keys, 100-byte values, and a place to put them. */
final class Scratch {
  static final int VALUE_BYTES = 100;

  private Scratch() {}

  /** The key of this number: 16 bytes, in no order. */
  static byte[] key(long number) {
    return ByteBuffer.allocate(16)
        .putLong(number * 0x9E37_79B9_7F4A_7C15L)
        .putLong(number)
        .array();
  }

  /** A new directory, where {@code -Dlogkv.bench.dir} says or else in target. */
  static Path directory() throws IOException {
    Path parent = Path.of(System.getProperty("logkv.bench.dir", "target/bench"));
    return Files.createTempDirectory(Files.createDirectories(parent), "store");
  }

  /** Puts the keys of the numbers from 0 on, in batches. */
  static void fill(SegmentedStore store, int keys) throws IOException {
    byte[] value = new byte[VALUE_BYTES];
    Batch batch = new Batch();
    for (int i = 0; i < keys; i++) {
      batch.put(key(i), value);
      if (batch.size() == 1_000 || i == keys - 1) {
        store.write(batch);
        batch = new Batch();
      }
    }
  }

  static void delete(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(directory)) {
      files = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
