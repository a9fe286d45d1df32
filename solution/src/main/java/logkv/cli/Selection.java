package logkv.cli;

import java.util.Arrays;
import logkv.segmented.KeyRange;
import picocli.CommandLine.Option;

/** Which keys a command is about. Several limits narrow each other down. */
final class Selection {

  @Option(names = "--prefix", paramLabel = "P", description = "Only keys that begin with P.")
  private String prefix;

  @Option(names = "--from", paramLabel = "A", description = "Only keys from A on, A included.")
  private String from;

  @Option(names = "--to", paramLabel = "B", description = "Only keys before B, B excluded.")
  private String to;

  /** Returns the keys that are meant; they are sorted by their bytes, as unsigned numbers. */
  KeyRange range(Arguments arguments) {
    KeyRange prefixed = prefix == null ? KeyRange.all() : KeyRange.prefix(arguments.bytes(prefix));
    byte[] first = prefixed.from();
    if (from != null && Arrays.compareUnsigned(arguments.bytes(from), first) > 0) {
      first = arguments.bytes(from);
    }
    byte[] end = prefixed.to().orElse(null);
    if (to != null && (end == null || Arrays.compareUnsigned(arguments.bytes(to), end) < 0)) {
      end = arguments.bytes(to);
    }
    return end == null ? KeyRange.from(first) : KeyRange.between(first, end);
  }
}
