package logkv.grading.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import logkv.grading.bench.StoreFolder;
import logkv.grading.bench.StoreProcess;
import logkv.grading.bench.StoreUnderTest;
import logkv.grading.child.Wire;

/** A JVM of the submission that obeys requests. */
final class RemoteProcess implements StoreProcess {
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final StoreConnection connection;
  private final Path stores;
  private final AtomicInteger opened = new AtomicInteger();

  /**
   * @param stores the folder in which all folders of stores are
   */
  RemoteProcess(StoreConnection connection, Path stores) {
    this.connection = connection;
    this.stores = stores;
  }

  boolean isAlive() {
    return connection.isUsable();
  }

  @Override
  public StoreUnderTest openInMemory() {
    int number = opened.incrementAndGet();
    connection.call(0, "new InMemoryStore()", Wire.OPEN_IN_MEMORY, to -> to.writeInt(number));
    return new RemoteStore(connection, number, 0);
  }

  @Override
  public StoreUnderTest open(StoreFolder folder) {
    int number = opened.incrementAndGet();
    connection.call(0, "LogStore.open(%s)".formatted(folder), Wire.OPEN, to -> {
      to.writeInt(number);
      Wire.writeText(to, pathOf(folder));
    });
    return new RemoteStore(connection, number, 0);
  }

  @Override
  public StoreUnderTest open(StoreFolder folder, long minimumBytes, double deadRatio) {
    int number = opened.incrementAndGet();
    String call = "LogStore.open(%s, new CompactionPolicy(%d, %s))"
        .formatted(folder, minimumBytes, deadRatio);
    connection.call(0, call, Wire.OPEN_WITH, to -> {
      to.writeInt(number);
      Wire.writeText(to, pathOf(folder));
      to.writeLong(minimumBytes);
      to.writeDouble(deadRatio);
    });
    return new RemoteStore(connection, number, 0);
  }

  private static String pathOf(StoreFolder folder) {
    return ((CellFolder) folder).path().toString();
  }

  @Override
  public boolean wantsCompaction(
      long minimumBytes, double deadRatio, long logBytes, long deadBytes) {
    String call = "new CompactionPolicy(%d, %s).wantsCompaction(%d, %d)"
        .formatted(minimumBytes, deadRatio, logBytes, deadBytes);
    return connection
            .call(0, call, Wire.WANTS, to -> {
              to.writeLong(minimumBytes);
              to.writeDouble(deadRatio);
              to.writeLong(logBytes);
              to.writeLong(deadBytes);
            })
            .number()
        != 0;
  }

  @Override
  public Figures figures() {
    Path process = Path.of("/proc", String.valueOf(connection.child().pid()));
    int files = openFiles(process); // first: collecting garbage closes files that were forgotten
    int threads = threads(process);
    long heap = connection.call(0, "System.gc()", Wire.FIGURES, to -> {}).number();
    return new Figures(heap, files, threads);
  }

  private int openFiles(Path process) {
    try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
      return (int) descriptors.filter(this::leadsToAStore).count();
    } catch (IOException | UncheckedIOException e) {
      return -1;
    }
  }

  private boolean leadsToAStore(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).startsWith(stores);
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  private static int threads(Path process) {
    try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
      return (int) tasks.count();
    } catch (IOException | UncheckedIOException e) {
      return -1;
    }
  }

  @Override
  public void kill() {
    connection.killed("The process was killed by the test.");
  }

  @Override
  public boolean end() {
    connection.tell(0, Wire.END);
    return connection.child().awaitEnd(LAST_WORDS).isPresent();
  }

  @Override
  public void close() {
    if (isAlive()) {
      kill();
    }
  }
}
