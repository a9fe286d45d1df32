package toy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import logkv.crash.CrashStore;

/** What the kit needs to know about a note book. */
record NoteBookAdapter(NoteBook book) implements CrashStore {

  static CrashStore careless(Path directory) throws IOException {
    return new NoteBookAdapter(NoteBook.open(directory, false));
  }

  static CrashStore careful(Path directory) throws IOException {
    return new NoteBookAdapter(NoteBook.open(directory, true));
  }

  @Override
  public void put(String key, String value) throws IOException {
    book.write(key, value);
  }

  @Override
  public void delete(String key) throws IOException {
    book.write(key, null);
  }

  @Override
  public Map<String, String> contents() {
    return book.notes();
  }

  @Override
  public void close() {}
}
