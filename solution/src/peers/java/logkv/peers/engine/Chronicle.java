package logkv.peers.engine;

import java.io.File;
import java.io.IOException;
import logkv.peers.data.Data;
import net.openhft.chronicle.map.ChronicleMap;

/**
 * Chronicle Map: a hash table in a mapped file of fixed size. It keeps no log, forces nothing, and a
 * process that dies may leave a half-written entry; so it takes part in what needs no more than that.
 *
 * <p>Told beforehand, as its tutorial asks for, how many entries there will be and how long keys and
 * values are.
 */
final class Chronicle implements Engine {
  private final ChronicleMap<byte[], byte[]> map;

  Chronicle(Setup setup) throws IOException {
    if (setup.forced()) {
      throw new UnsupportedOperationException("it forces nothing");
    }
    File file = setup.directory().resolve("map").toFile();
    map = ChronicleMap.of(byte[].class, byte[].class)
        .entries(setup.keys())
        .constantKeySizeBySample(new byte[Data.KEY_BYTES])
        .constantValueSizeBySample(new byte[setup.valueBytes()])
        .putReturnsNull(true)
        .removeReturnsNull(true)
        .createPersistedTo(file);
  }

  @Override
  public void put(byte[] key, byte[] value) {
    map.put(key, value);
  }

  @Override
  public byte[] get(byte[] key) {
    return map.get(key);
  }

  @Override
  public void delete(byte[] key) {
    map.remove(key);
  }

  @Override
  public void close() {
    map.close();
  }
}
