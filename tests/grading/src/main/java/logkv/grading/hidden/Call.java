package logkv.grading.hidden;

import logkv.grading.inside.Shown;

/** One call of a history. Its {@code toString} is how stories show it. */
sealed interface Call {

  record Put(String key, String value) implements Call {
    @Override
    public String toString() {
      return "put(" + Shown.text(key) + ", " + Shown.text(value) + ")";
    }
  }

  record Get(String key) implements Call {
    @Override
    public String toString() {
      return "get(" + Shown.text(key) + ")";
    }
  }

  record Delete(String key) implements Call {
    @Override
    public String toString() {
      return "delete(" + Shown.text(key) + ")";
    }
  }

  record Compact() implements Call {
    @Override
    public String toString() {
      return "compact()";
    }
  }

  /** Closes the store and opens it again, in the same process. */
  record Reopen() implements Call {
    @Override
    public String toString() {
      return "reopen";
    }
  }

  /** Kills the process with {@code kill -9}; another one opens the store. */
  record Kill() implements Call {
    @Override
    public String toString() {
      return "kill -9, reopen";
    }
  }

  /** Asks for everything: the keys, their number, every value. */
  record Look() implements Call {
    @Override
    public String toString() {
      return "read all";
    }
  }
}
