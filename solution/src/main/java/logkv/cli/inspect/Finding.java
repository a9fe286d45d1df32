package logkv.cli.inspect;

/**
 * A place that is not as a whole log would have it.
 *
 * @param file the name of the file
 * @param offset where in it the bytes begin
 * @param length how many they are; 0 if something is missing there
 * @param what what it is
 * @param reason why it is taken for that
 */
record Finding(String file, long offset, long length, What what, String reason) {

  /** How bad it is. */
  enum What {
    /** Bytes that had been durable are not as they were written. */
    DAMAGE("damage"),
    /** What a crash leaves at the end of a log; opening the store cuts it off. */
    TORN("torn tail"),
    /** The same, where the file had grown and nothing was written yet. */
    ZEROS("zero tail");

    private final String word;

    What(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }
}
