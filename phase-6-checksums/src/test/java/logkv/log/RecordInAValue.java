package logkv.log;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static logkv.log.Encoded.bytesOf;

/** A value that looks like a record, byte for byte. */
final class RecordInAValue {
  /** Both of its checksums happen to be ASCII, so it is a text as well as a record. */
  private static final LogRecord INNER = LogRecord.tombstone("gs");

  private RecordInAValue() {}

  /** A record of 41 bytes, of which 21 to 39 are a whole record. */
  static LogRecord record() {
    return LogRecord.put("box!", new String(bytesOf(INNER), US_ASCII) + "!");
  }
}
