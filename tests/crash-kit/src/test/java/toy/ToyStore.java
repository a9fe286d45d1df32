package toy;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import logkv.crash.CrashStore;

/**
 * A small store that survives everything the kit can do to a disk, and with a {@link Mistake} does
 * not.
 *
 * <p>Records go to numbered files, {@code 000001.data} and so on. A merge writes all live records to
 * {@code 000007.merged}, which replaces every file up to that number. All values are in memory.
 */
public final class ToyStore implements CrashStore {
  private static final String DATA = ".data";
  private static final String MERGED = ".merged";
  private static final String TEMPORARY = "merge.tmp";

  private final Path directory;
  private final int segmentBytes;
  private final boolean forcing;
  private final Set<Mistake> mistakes;
  private final Map<String, String> index = new TreeMap<>();
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private FileChannel active;
  private int activeNumber;
  private long end;
  private boolean poisoned; // something failed, and nobody knows what the disk holds

  private ToyStore(Path directory, int segmentBytes, boolean forcing, Set<Mistake> mistakes) {
    this.directory = directory;
    this.segmentBytes = segmentBytes;
    this.forcing = forcing;
    this.mistakes = mistakes;
  }

  /** Opens a store of 40-byte files that forces every record before the call returns. */
  public static ToyStore open(Path directory, Mistake... mistakes) throws IOException {
    return open(directory, true, mistakes);
  }

  /** Opens a store that forces every record, or none until {@link #sync} or {@link #close}. */
  public static ToyStore open(Path directory, boolean forcing, Mistake... mistakes)
      throws IOException {
    Set<Mistake> made = EnumSet.noneOf(Mistake.class);
    made.addAll(List.of(mistakes));
    ToyStore store = new ToyStore(directory, 40, forcing, made);
    store.recover();
    return store;
  }

  private boolean makes(Mistake mistake) {
    return mistakes.contains(mistake);
  }

  private Path file(int number, String kind) {
    return directory.resolve(String.format("%06d", number) + kind);
  }

  private static int number(Path file) {
    return Integer.parseInt(file.getFileName().toString().substring(0, 6));
  }

  private static boolean is(Path file, String kind) {
    return file.getFileName().toString().endsWith(kind);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return makes(Mistake.DIRECTORY_ORDER) ? files.toList() : files.sorted().toList();
    }
  }

  private void forceDirectory() throws IOException {
    if (!makes(Mistake.MISSING_DIRECTORY_FORCE)) {
      try (FileChannel channel = FileChannel.open(directory, READ)) {
        channel.force(true);
      }
    }
  }

  // Opening

  private void recover() throws IOException {
    List<Path> files = files();
    int merged = files.stream()
        .filter(f -> is(f, MERGED))
        .mapToInt(ToyStore::number)
        .max()
        .orElse(0);
    int last =
        files.stream().filter(f -> is(f, DATA)).mapToInt(ToyStore::number).max().orElse(0);
    List<Path> replaced = new ArrayList<>();
    if (merged > 0) {
      load(file(merged, MERGED), false);
    }
    long validEnd = 0;
    for (Path file : files) {
      boolean isOld = !is(file, TEMPORARY) && number(file) <= merged;
      if (is(file, TEMPORARY) || isOld && !file.equals(file(merged, MERGED))) {
        replaced.add(file);
      }
      if (is(file, DATA) && (!isOld || makes(Mistake.NO_SUPERSEDE_RULE))) {
        validEnd = load(file, number(file) == last);
      }
    }
    for (Path file : replaced) {
      if (!(is(file, TEMPORARY) && makes(Mistake.LEFTOVER_BLOCKS))) {
        Files.delete(file);
      }
    }
    if (last <= merged) {
      create(merged + 1);
    } else {
      reopen(last, validEnd);
    }
  }

  private void create(int number) throws IOException {
    active = FileChannel.open(file(number, DATA), CREATE_NEW, WRITE);
    activeNumber = number;
    end = 0;
    forceDirectory();
  }

  private void reopen(int number, long validEnd) throws IOException {
    active = FileChannel.open(file(number, DATA), WRITE);
    activeNumber = number;
    end = makes(Mistake.TORN_TAIL_KEPT) ? active.size() : validEnd;
    if (active.size() > end && !makes(Mistake.TORN_TAIL_WRITTEN_OVER)) {
      active.truncate(end);
    }
    active.force(true); // also what a killed process left in the page cache
    forceDirectory();
  }

  /** Reads the records of a file into the index and returns where they end. */
  private long load(Path file, boolean mayBeTorn) throws IOException {
    byte[] log = Files.readAllBytes(file);
    int offset = 0;
    while (offset < log.length) {
      boolean skipsHeader = makes(Mistake.CHECKSUM_SKIPS_HEADER);
      ToyRecord record = ToyRecord.decode(log, offset, makes(Mistake.NO_CHECKSUM), skipsHeader);
      if (record == null) {
        if (!mayBeTorn || makes(Mistake.TORN_TAIL_IS_FATAL)) {
          throw new IOException(file.getFileName() + ": no record at offset " + offset);
        }
        return offset;
      }
      apply(record);
      offset += record.length();
    }
    return offset;
  }

  private void apply(ToyRecord record) {
    if (record.value() == null) {
      index.remove(record.key());
    } else {
      index.put(record.key(), record.value());
    }
  }

  // Writing

  @Override
  public void put(String key, String value) throws IOException {
    append(new ToyRecord(key, value));
  }

  @Override
  public void delete(String key) throws IOException {
    if (!makes(Mistake.NO_OP_DELETE_WHEN_POISONED)) {
      requireSound();
    }
    if (index.containsKey(key)) {
      append(new ToyRecord(key, null));
    }
  }

  private void requireSound() {
    if (poisoned) {
      throw new IllegalStateException("a write failed; open the store again");
    }
  }

  private void append(ToyRecord record) throws IOException {
    requireSound();
    if (end >= segmentBytes) {
      rotate();
    }
    if (makes(Mistake.INDEX_FIRST)) {
      apply(record);
    }
    byte[] bytes = record.encode(makes(Mistake.CHECKSUM_SKIPS_HEADER));
    write(bytes);
    end += bytes.length;
    if (forcing && !makes(Mistake.MISSING_FORCE)) {
      force();
    }
    if (!makes(Mistake.STALE_INDEX) || record.value() == null || !index.containsKey(record.key())) {
      apply(record);
    }
  }

  private void write(byte[] bytes) throws IOException {
    if (makes(Mistake.USER_SPACE_BUFFER)) {
      buffer.write(bytes);
      return;
    }
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    try {
      do {
        active.write(rest, end + rest.position());
      } while (rest.hasRemaining() && !makes(Mistake.SINGLE_WRITE));
    } catch (IOException e) {
      poisoned = !makes(Mistake.WRITE_ON_AFTER_FAILURE);
      end += makes(Mistake.WRITE_ON_AFTER_FAILURE) ? rest.position() : 0;
      throw e;
    }
  }

  private void force() throws IOException {
    try {
      active.force(false);
    } catch (IOException e) {
      if (makes(Mistake.FORCE_AGAIN)) {
        active.force(false);
      } else if (!makes(Mistake.SWALLOWED_FORCE)) {
        poisoned = true;
        throw e;
      }
    }
  }

  private void flush() throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(buffer.toByteArray());
    buffer.reset();
    long at = end - rest.remaining();
    while (rest.hasRemaining()) {
      active.write(rest, at + rest.position());
    }
  }

  private void rotate() throws IOException {
    try {
      flush();
      if (!makes(Mistake.ROTATE_WITHOUT_FORCE)) {
        active.force(true);
      }
      active.close();
      create(activeNumber + 1);
    } catch (IOException e) {
      poisoned = true;
      throw e;
    }
  }

  @Override
  public void sync() throws IOException {
    requireSound();
    flush();
    force();
  }

  // Merging

  @Override
  public void compact() throws IOException {
    requireSound();
    rotate();
    int upTo = activeNumber - 1;
    List<Path> old = files().stream()
        .filter(f -> !is(f, TEMPORARY) && number(f) <= upTo)
        .sorted()
        .toList();
    if (makes(Mistake.TOMBSTONE_DROPPED_EARLY) && old.size() > 1) {
      mergeAllButOldest(old, upTo);
      return;
    }
    Path merged = file(upTo, MERGED);
    if (makes(Mistake.MERGE_IN_PLACE)) {
      writeLive(merged);
    } else {
      writeLive(directory.resolve(TEMPORARY));
      Files.move(directory.resolve(TEMPORARY), merged, ATOMIC_MOVE);
    }
    if (!makes(Mistake.DELETE_OLD_BEFORE_NEW_IS_DURABLE)) {
      forceDirectory();
    }
    for (Path file : old) {
      Files.delete(file);
    }
  }

  private void writeLive(Path file) throws IOException {
    boolean fails = makes(Mistake.LEFTOVER_BLOCKS);
    try (FileChannel channel = fails
        ? FileChannel.open(file, CREATE_NEW, WRITE)
        : FileChannel.open(file, CREATE, TRUNCATE_EXISTING, WRITE)) {
      for (Map.Entry<String, String> entry : index.entrySet()) {
        ToyRecord record = new ToyRecord(entry.getKey(), entry.getValue());
        ByteBuffer rest = ByteBuffer.wrap(record.encode(makes(Mistake.CHECKSUM_SKIPS_HEADER)));
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
      }
      if (!makes(Mistake.RENAME_BEFORE_FORCE)) {
        channel.force(true);
      }
    }
  }

  private void mergeAllButOldest(List<Path> old, int upTo) throws IOException {
    writeLive(directory.resolve(TEMPORARY));
    Files.move(directory.resolve(TEMPORARY), file(upTo, DATA), ATOMIC_MOVE);
    forceDirectory();
    for (Path file : old.subList(1, old.size())) {
      if (!file.equals(file(upTo, DATA))) {
        Files.delete(file);
      }
    }
  }

  @Override
  public Map<String, String> contents() {
    return new TreeMap<>(index);
  }

  @Override
  public void close() throws IOException {
    if (active.isOpen()) {
      try (FileChannel closing = active) {
        flush();
        if (!poisoned && !makes(Mistake.CLOSE_WITHOUT_FORCE)) {
          closing.force(true);
        }
      }
    }
  }
}
