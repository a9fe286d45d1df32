package toy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Keeps notes in one file, {@code notes.txt}, which it writes anew for every change. */
public final class NoteBook {
  private final Path directory;
  private final boolean careful;
  private final Map<String, String> notes = new TreeMap<>();

  private NoteBook(Path directory, boolean careful) {
    this.directory = directory;
    this.careful = careful;
  }

  /** Opens the notes in {@code directory}; none if there is no file yet. */
  public static NoteBook open(Path directory, boolean careful) throws IOException {
    NoteBook book = new NoteBook(directory, careful);
    if (Files.exists(directory.resolve("notes.txt"))) {
      for (String line : Files.readAllLines(directory.resolve("notes.txt"))) {
        String[] note = line.split("=", 2);
        book.notes.put(note[0], note[1]);
      }
    }
    return book;
  }

  public Map<String, String> notes() {
    return new TreeMap<>(notes);
  }

  /** Writes a note down; null tears it out. */
  public void write(String title, String text) throws IOException {
    Map<String, String> changed = notes();
    if (text == null) {
      changed.remove(title);
    } else {
      changed.put(title, text);
    }
    if (careful) {
      saveCarefully(changed);
    } else {
      save(changed);
    }
    notes.clear();
    notes.putAll(changed);
  }

  private static ByteBuffer text(Map<String, String> notes) {
    return ByteBuffer.wrap(notes.entrySet().stream()
        .map(note -> note.getKey() + "=" + note.getValue() + "\n")
        .collect(Collectors.joining())
        .getBytes(UTF_8));
  }

  private void save(Map<String, String> notes) throws IOException {
    Path temporary = directory.resolve("notes.tmp");
    try (FileChannel file = FileChannel.open(temporary, CREATE, TRUNCATE_EXISTING, WRITE)) {
      file.write(text(notes));
    }
    Files.move(temporary, directory.resolve("notes.txt"), ATOMIC_MOVE);
  }

  private void saveCarefully(Map<String, String> notes) throws IOException {
    Path temporary = directory.resolve("notes.tmp");
    try (FileChannel file = FileChannel.open(temporary, CREATE, TRUNCATE_EXISTING, WRITE)) {
      for (ByteBuffer rest = text(notes); rest.hasRemaining(); ) {
        file.write(rest);
      }
      file.force(true); // the bytes, before they get their name
    }
    Files.move(temporary, directory.resolve("notes.txt"), ATOMIC_MOVE);
    try (FileChannel names = FileChannel.open(directory, READ)) {
      names.force(true); // the name, before anyone is promised anything
    }
  }
}
