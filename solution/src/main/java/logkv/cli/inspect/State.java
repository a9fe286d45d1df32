package logkv.cli.inspect;

/** What a piece of the log is good for, when the whole log is known. */
enum State {
  /** The header of a file. */
  HEADER("header", ""),
  /** The newest record of its key, and a put: what a get would read. */
  LIVE("live", "live"),
  /** A put that was overwritten or deleted since: nobody will read it again. */
  DEAD("dead", "dead"),
  /** It hides older puts of its key, as long as there may be any. */
  TOMBSTONE("tombstone", ""),
  /** The record that ends a segment. */
  SEAL("seal", ""),
  /** Was durable once, and is not what was written. */
  DAMAGED("damaged", ""),
  /** Was never durable, as far as one can tell: opening the store cuts it off. */
  TORN("torn", "torn");

  private final String word;
  private final String inTable;

  State(String word, String inTable) {
    this.word = word;
    this.inTable = inTable;
  }

  String word() {
    return word;
  }

  /** The same in a table that shows the kind, too. */
  String inTable() {
    return inTable;
  }
}
