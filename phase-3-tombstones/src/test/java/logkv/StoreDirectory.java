package logkv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import logkv.log.LogFile;
import logkv.log.LogRecord;

/** The directory of one store: sessions with the store, and looks at its log in between. */
record StoreDirectory(Path path) {

  /** What is done with the store between opening and closing it. */
  @FunctionalInterface
  interface Session {
    void with(LogStore store) throws IOException;
  }

  /** Opens the store, lets {@code session} use it, and closes it. */
  void open(Session session) throws IOException {
    try (LogStore store = LogStore.open(path)) {
      session.with(store);
    }
  }

  /** Writes records into the log without asking a store. */
  void write(LogRecord... records) throws IOException {
    try (LogFile log = LogFile.open(log())) {
      for (LogRecord record : records) {
        log.append(record);
      }
    }
  }

  /** Returns all that the log tells, oldest first. */
  List<LogRecord> records() throws IOException {
    List<LogRecord> records = new ArrayList<>();
    try (LogFile log = LogFile.open(log())) {
      log.replay((location, record) -> records.add(record));
    }
    return records;
  }

  /** Draws the records of the log, and which of them are dead. */
  LogDrawing drawing() throws IOException {
    return LogDrawing.of(log());
  }

  /** The length of the log in bytes. */
  long length() throws IOException {
    return Files.size(log());
  }

  private Path log() {
    return path.resolve("data.log");
  }
}
