package logkv.grading.bench;

import java.util.List;

/**
 * The submission answered a call with an exception. What is in here comes from the submission's
 * process and is only words.
 */
public final class StoreThrew extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String call;
  private final transient List<String> types;
  private final String words;
  private final String place;

  /**
   * @param call as in {@code put("tea", "green")}, cut if it is long
   * @param types the binary name of the exception's class, then its superclasses up to Throwable
   * @param words its message, or {@code ""}; cut if it is long. Folders of stores become {@code /db},
   *     numbers of processes a #, so that the same store is told the same story every time
   * @param place the topmost frame inside of the submission, as in {@code "LogStore.java:84"}
   */
  public StoreThrew(String call, List<String> types, String words, String place) {
    super(call + " threw " + types.get(0) + ": " + unplaced(words), null, false, false);
    this.call = call;
    this.types = List.copyOf(types);
    this.words = unplaced(words);
    this.place = place;
  }

  /** Without what differs from run to run: where the grader keeps the folders, and who runs as what. */
  private static String unplaced(String words) {
    return words
        .replaceAll("(?:/[^\\s:/]+)*/store-[0-9]+", "/db")
        .replaceAll("\\bprocess [0-9]+", "process #");
  }

  public String call() {
    return call;
  }

  public List<String> types() {
    return types;
  }

  public String type() {
    return types.get(0);
  }

  public String words() {
    return words;
  }

  public String place() {
    return place;
  }

  /** Whether it is a {@code type} or of a subclass: {@code "java.io.IOException"}. */
  public boolean is(String type) {
    return types.contains(type);
  }

  public boolean is(Class<? extends Throwable> type) {
    return is(type.getName());
  }

  /** Whether it says that a TODO is not written yet. */
  public boolean isTodo() {
    return is("logkv.Todo");
  }
}
