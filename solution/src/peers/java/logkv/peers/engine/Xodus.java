package logkv.peers.engine;

import java.util.Arrays;
import java.util.List;
import jetbrains.exodus.ArrayByteIterable;
import jetbrains.exodus.ByteIterable;
import jetbrains.exodus.env.Cursor;
import jetbrains.exodus.env.Environment;
import jetbrains.exodus.env.EnvironmentConfig;
import jetbrains.exodus.env.Environments;
import jetbrains.exodus.env.Store;
import jetbrains.exodus.env.StoreConfig;

/**
 * Xodus of JetBrains: a B+ tree in a log that is only appended to. Every put is a transaction, which is
 * in the log when it returns, and forced there (log.durableWrite) if that is asked for. A log cache of
 * {@link Engine#CACHE_BYTES}.
 */
final class Xodus implements Engine {
  private final Environment env;
  private final Store store;

  Xodus(Setup setup) {
    EnvironmentConfig config = new EnvironmentConfig()
        .setMemoryUsage(CACHE_BYTES)
        .setLogDurableWrite(setup.forced())
        .setGcEnabled(!setup.keepsDead());
    env = Environments.newInstance(setup.directory().toFile(), config);
    store =
        env.computeInTransaction(txn -> env.openStore("kv", StoreConfig.WITHOUT_DUPLICATES, txn));
  }

  @Override
  public void put(byte[] key, byte[] value) {
    ByteIterable k = copy(key);
    ByteIterable v = copy(value);
    env.executeInExclusiveTransaction(txn -> store.put(txn, k, v));
  }

  @Override
  public byte[] get(byte[] key) {
    ByteIterable found =
        env.computeInReadonlyTransaction(txn -> store.get(txn, new ArrayByteIterable(key)));
    return found == null ? null : bytes(found);
  }

  @Override
  public void delete(byte[] key) {
    ByteIterable k = copy(key);
    env.executeInExclusiveTransaction(txn -> store.delete(txn, k));
  }

  @Override
  public void batch(List<byte[]> keys, List<byte[]> values) {
    env.executeInExclusiveTransaction(txn -> {
      for (int i = 0; i < keys.size(); i++) {
        store.put(txn, copy(keys.get(i)), copy(values.get(i)));
      }
    });
  }

  @Override
  public void scan(Visitor visitor) {
    env.executeInReadonlyTransaction(txn -> {
      try (Cursor cursor = store.openCursor(txn)) {
        while (cursor.getNext()) {
          visitor.visit(bytes(cursor.getKey()), bytes(cursor.getValue()));
        }
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    });
  }

  @Override
  public void close() {
    env.close();
  }

  private static ByteIterable copy(byte[] bytes) {
    return new ArrayByteIterable(bytes.clone());
  }

  private static byte[] bytes(ByteIterable from) {
    return Arrays.copyOf(from.getBytesUnsafe(), from.getLength());
  }
}
