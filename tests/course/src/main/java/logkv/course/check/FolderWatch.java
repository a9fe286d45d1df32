package logkv.course.check;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Waits until something changes in the sources, tests or hints of a phase.
 *
 * <p>The operating system's messages only wake it up; what counts is whether a look at times and
 * sizes shows something new. So it also works where there are no such messages (network folders,
 * containers), only later. An editor that writes a file in three steps causes one change: it waits
 * until a moment has passed in silence.
 */
public final class FolderWatch implements AutoCloseable {
  private static final Duration SILENCE = Duration.ofMillis(25);
  private static final Duration LOOK_ANYWAY = Duration.ofSeconds(1);

  private final Path folder;
  private final WatchService messages;
  private Map<Path, String> seen;

  private FolderWatch(Path folder, WatchService messages) {
    this.folder = folder;
    this.messages = messages;
    this.seen = look();
  }

  /** Begins to watch {@code folder}, except what is built there. */
  public static FolderWatch of(Path folder) throws IOException {
    return new FolderWatch(folder, folder.getFileSystem().newWatchService());
  }

  /** Returns when something has changed since the last time it returned, or since it was made. */
  public void awaitChange() throws InterruptedException {
    while (!hasChanged()) {
      waitForMessage(LOOK_ANYWAY);
    }
    Map<Path, String> now = look();
    Map<Path, String> before;
    do { // until the editor is done
      before = now;
      waitForMessage(SILENCE);
      now = look();
    } while (!now.equals(before));
    seen = now;
  }

  /** Whether there is something that was not there when it last returned. */
  boolean hasChanged() {
    return !look().equals(seen);
  }

  private void waitForMessage(Duration patience) throws InterruptedException {
    WatchKey key = messages.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    while (key != null) {
      key.pollEvents();
      key.reset();
      key = messages.poll();
    }
  }

  /** Every file with its time and size; asks for messages about folders that are new. */
  private Map<Path, String> look() {
    Map<Path, String> files = new TreeMap<>();
    try (Stream<Path> inside = Files.walk(folder.resolve("src"))) {
      for (Path path : (Iterable<Path>) inside::iterator) {
        if (Files.isDirectory(path)) {
          path.register(messages, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
        } else {
          files.put(path, describe(path));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      files.put(folder, e.toString()); // a folder that goes while we look is a change as well
    }
    return files;
  }

  private static String describe(Path file) {
    try {
      return Files.getLastModifiedTime(file) + " " + Files.size(file);
    } catch (IOException e) {
      return "gone"; // between the list and the look
    }
  }

  @Override
  public void close() throws IOException {
    messages.close();
  }
}
