package logkv.crash;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** A store that keeps everything in a map, and nothing on the disk. */
class MapStore implements CrashStore {
  private final Map<String, String> map;

  MapStore(Map<String, String> map) {
    this.map = map;
  }

  @Override
  public void put(String key, String value) throws IOException {
    map.put(key, value);
  }

  @Override
  public void delete(String key) {
    map.remove(key);
  }

  @Override
  public void compact() {}

  @Override
  public Map<String, String> contents() {
    return new TreeMap<>(map);
  }

  @Override
  public void close() {}
}
