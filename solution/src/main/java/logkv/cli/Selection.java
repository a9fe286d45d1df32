package logkv.cli;

import java.io.IOException;
import java.util.List;
import logkv.KeyValueStore;
import picocli.CommandLine.Option;

/** Which keys a command is about. Several limits narrow each other down. */
final class Selection {

  @Option(
      names = "--prefix",
      paramLabel = "P",
      converter = Argument.class,
      defaultValue = "",
      description = "Only keys that begin with P.")
  private String prefix;

  @Option(
      names = "--from",
      paramLabel = "A",
      converter = Argument.class,
      description = "Only keys from A on, A included.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "B",
      converter = Argument.class,
      description = "Only keys before B, B excluded.")
  private String to;

  /** Returns the keys of {@code store} that are meant, in {@link Utf8Order}. */
  List<String> keysOf(KeyValueStore store) throws IOException {
    return store.keys().stream().filter(this::has).sorted(Utf8Order.INSTANCE).toList();
  }

  private boolean has(String key) {
    return key.startsWith(prefix)
        && (from == null || Utf8Order.INSTANCE.compare(key, from) >= 0)
        && (to == null || Utf8Order.INSTANCE.compare(key, to) < 0);
  }
}
