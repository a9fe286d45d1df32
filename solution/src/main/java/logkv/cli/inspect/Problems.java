package logkv.cli.inspect;

/** Why bytes are no record, in the words that the stores use. */
final class Problems {
  static final String HEADER = "the header checksum does not match";
  static final String BODY = "the body checksum does not match";
  static final String ENDS_IN_HEADER = "the file ends inside of its header";
  static final String ENDS_INSIDE = "the file ends inside of it";
  static final String NOT_ZERO = "it has checksums, and the log has none";

  private Problems() {}
}
