package logkv.peers.engine;

import java.util.List;
import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.HTreeMap;
import org.mapdb.Serializer;

/**
 * MapDB: here its hash tree in a file.
 *
 * <p>Forced: a write-ahead log and a commit for every put, or batch, which is the only way in which it
 * promises anything. Not forced: the mapped file without that log, its fast mode; a process that dies
 * may leave a file that does not open, so there it promises <b>less</b> than the others.
 */
final class MapDb implements Engine {
  private final boolean forced;
  private final DB db;
  private final HTreeMap<byte[], byte[]> map;

  MapDb(Setup setup) {
    forced = setup.forced();
    DBMaker.Maker maker = DBMaker.fileDB(setup.directory().resolve("db").toFile())
        .fileMmapEnable()
        .fileMmapPreclearDisable()
        .allocateIncrement(16 << 20);
    db = forced ? maker.transactionEnable().make() : maker.make();
    map = db.hashMap("kv", Serializer.BYTE_ARRAY, Serializer.BYTE_ARRAY).createOrOpen();
  }

  @Override
  public void put(byte[] key, byte[] value) {
    map.put(key, value);
    commit();
  }

  @Override
  public byte[] get(byte[] key) {
    return map.get(key);
  }

  @Override
  public void delete(byte[] key) {
    map.remove(key);
    commit();
  }

  @Override
  public void batch(List<byte[]> keys, List<byte[]> values) {
    for (int i = 0; i < keys.size(); i++) {
      map.put(keys.get(i), values.get(i));
    }
    commit();
  }

  @Override
  public void compact() {
    db.getStore().compact();
  }

  @Override
  public void close() {
    db.close();
  }

  private void commit() {
    if (forced) {
      db.commit();
    }
  }
}
