package logkv.cli.bench;

/** What {@link Basics} measures: the file alone, and what the store makes of it. */
public enum Basic {
  APPEND("append to a file", null),
  PUT("put of a new key", APPEND),
  OVERWRITE("put of a key that is there", APPEND),
  DELETE("delete", APPEND),
  READ("read at random in a file", null),
  GET("get", READ),
  ABSENT("get of an absent key", READ),
  FORCED_APPEND("append and force", null),
  FORCED_PUT("put, forced, 1 thread", FORCED_APPEND),
  FORCED_PUT_BY_8("put, forced, 8 threads", FORCED_APPEND),
  FORCED_PUT_BY_32("put, forced, 32 threads", FORCED_APPEND),
  OPEN_BY_LOG("open by reading the log", null),
  OPEN("open with the saved index", OPEN_BY_LOG);

  private final String text;
  private final Basic rival;

  Basic(String text, Basic rival) {
    this.text = text;
    this.rival = rival;
  }

  /** What it is compared with, in the same run; null if others are compared with it. */
  Basic rival() {
    return rival;
  }

  @Override
  public String toString() {
    return text;
  }
}
