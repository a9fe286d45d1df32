package logkv.crash;

/** One call of a workload. Its {@code toString} is how reports show it. */
public sealed interface Step {

  static Step put(String key, String value) {
    return new Put(key, value);
  }

  static Step delete(String key) {
    return new Delete(key);
  }

  static Step compact() {
    return new Compact();
  }

  static Step sync() {
    return new Sync();
  }

  /** Closes the store and opens it again. */
  static Step reopen() {
    return new Reopen();
  }

  record Put(String key, String value) implements Step {
    @Override
    public String toString() {
      return "put(" + key + ", " + value + ")";
    }
  }

  record Delete(String key) implements Step {
    @Override
    public String toString() {
      return "delete(" + key + ")";
    }
  }

  record Compact() implements Step {
    @Override
    public String toString() {
      return "compact()";
    }
  }

  record Sync() implements Step {
    @Override
    public String toString() {
      return "sync()";
    }
  }

  record Reopen() implements Step {
    @Override
    public String toString() {
      return "reopen()";
    }
  }
}
