package logkv.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import logkv.cli.repl.Shell;
import logkv.cli.text.Words;
import logkv.segmented.Cursor;
import logkv.segmented.KeyRange;
import logkv.segmented.SegmentedStore;

/** An {@link Interpreter} with a person in front of it, who makes mistakes and goes on. */
final class PersonsShell implements Shell {

  /** Completing a key reads all keys; with more of them nobody would like to wait for it. */
  private static final long MOST_KEYS = 200_000;

  private static final int MOST_OFFERED = 100;

  private final Interpreter interpreter;
  private final Surroundings surroundings;
  private final SegmentedStore store;

  PersonsShell(Interpreter interpreter, Surroundings surroundings, SegmentedStore store) {
    this.interpreter = interpreter;
    this.surroundings = surroundings;
    this.store = store;
  }

  @Override
  public boolean execute(Words command) throws IOException {
    interpreter.execute(command);
    surroundings.out().flush();
    surroundings.err().flush();
    return !interpreter.hasEnded();
  }

  @Override
  public void interrupt() {
    System.exit(ExitStatus.INTERRUPTED); // which closes the store
  }

  @Override
  public Set<String> commands() {
    return interpreter.names();
  }

  @Override
  public Set<String> options(String command) {
    return interpreter.options(command);
  }

  @Override
  public List<byte[]> keys(byte[] prefix) throws IOException {
    List<byte[]> keys = new ArrayList<>();
    if (store.size() > MOST_KEYS) {
      return keys;
    }
    try (Cursor cursor = store.scan(KeyRange.prefix(prefix))) {
      Optional<byte[]> key = cursor.nextKey();
      while (key.isPresent() && keys.size() < MOST_OFFERED) {
        keys.add(key.get());
        key = cursor.nextKey();
      }
    }
    return keys;
  }
}
