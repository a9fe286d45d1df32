package logkv.peers.engine;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import logkv.segmented.Batch;
import logkv.segmented.Cursor;
import logkv.segmented.Entry;
import logkv.segmented.KeyRange;
import logkv.segmented.Options;
import logkv.segmented.SegmentedStore;
import logkv.segmented.SyncPolicy;

/**
 * Our store with its defaults, except for the policy: never if nothing is to be forced (what was
 * acknowledged survives the death of the process), always if it is.
 */
final class LogKv implements Engine {
  private final SegmentedStore store;

  LogKv(Setup setup) throws IOException {
    store = SegmentedStore.open(
        setup.directory(),
        Options.DEFAULTS
            .with()
            .syncPolicy(setup.forced() ? SyncPolicy.always() : SyncPolicy.never())
            .backgroundCompaction(!setup.keepsDead())
            .build());
  }

  @Override
  public void put(byte[] key, byte[] value) throws IOException {
    store.put(key, value);
  }

  @Override
  public byte[] get(byte[] key) throws IOException {
    return store.get(key).orElse(null);
  }

  @Override
  public void delete(byte[] key) throws IOException {
    store.delete(key);
  }

  @Override
  public void batch(List<byte[]> keys, List<byte[]> values) throws IOException {
    Batch batch = new Batch();
    for (int i = 0; i < keys.size(); i++) {
      batch.put(keys.get(i), values.get(i));
    }
    store.write(batch);
  }

  @Override
  public void scan(Visitor visitor) throws Exception {
    try (Cursor cursor = store.scan(KeyRange.all())) {
      Optional<Entry> entry = cursor.next();
      while (entry.isPresent()) {
        visitor.visit(entry.get().key(), entry.get().value());
        entry = cursor.next();
      }
    }
  }

  @Override
  public void compact() throws IOException {
    store.compact();
  }

  @Override
  public long indexBytes() throws IOException {
    return store.stats().indexBytes();
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
