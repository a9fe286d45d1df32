package logkv.log;

/** What a reader finds at one position of the log. */
public sealed interface Decoded {

  /** A record exactly as it was written, and the number of bytes it takes up. */
  record Whole(LogRecord record, int length) implements Decoded {}

  /** The bytes end before the record does: its writer stopped half-way. */
  record Torn() implements Decoded {}

  /** These bytes are no record, whatever may follow them. */
  record Corrupt(String reason) implements Decoded {}
}
