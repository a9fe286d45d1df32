package logkv.peers.engine;

import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;

/**
 * MVStore of the database H2: a copy-on-write tree, written in chunks.
 *
 * <p>Forced: a commit and a sync for every put, or batch. Not forced: its thread writes what is new every
 * second or when there is enough of it; a process that dies takes that along, so there it promises
 * <b>less</b> than the others. Its cache has {@link Engine#CACHE_BYTES}.
 */
final class MvStore implements Engine {
  private final boolean forced;
  private final MVStore store;
  private final MVMap<byte[], byte[]> map;

  MvStore(Setup setup) {
    forced = setup.forced();
    MVStore.Builder builder = new MVStore.Builder()
        .fileName(setup.directory().resolve("mv").toString())
        .cacheSize((int) (CACHE_BYTES >> 20));
    if (forced) {
      builder.autoCommitDisabled();
    }
    if (setup.keepsDead()) {
      builder.autoCompactFillRate(0);
    }
    store = builder.open();
    map = store.openMap(
        "kv",
        new MVMap.Builder<byte[], byte[]>()
            .keyType(ByteArrayDataType.INSTANCE)
            .valueType(ByteArrayDataType.INSTANCE));
  }

  @Override
  public void put(byte[] key, byte[] value) {
    map.put(key.clone(), value.clone());
    force();
  }

  @Override
  public byte[] get(byte[] key) {
    byte[] value = map.get(key);
    return value == null ? null : value.clone();
  }

  @Override
  public void delete(byte[] key) {
    map.remove(key.clone());
    force();
  }

  @Override
  public void batch(List<byte[]> keys, List<byte[]> values) {
    for (int i = 0; i < keys.size(); i++) {
      map.put(keys.get(i).clone(), values.get(i).clone());
    }
    force();
  }

  @Override
  public void scan(Visitor visitor) throws Exception {
    for (Map.Entry<byte[], byte[]> entry : map.entrySet()) {
      visitor.visit(entry.getKey(), entry.getValue());
    }
  }

  @Override
  public void compact() {
    store.commit();
    store.compactFile(60_000);
  }

  @Override
  public void close() {
    store.close();
  }

  private void force() {
    if (forced) {
      store.commit();
      store.sync();
    }
  }
}
