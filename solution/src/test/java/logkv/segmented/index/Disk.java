package logkv.segmented.index;

import java.util.ArrayList;
import java.util.List;
import logkv.segmented.index.KeyIndex.Match;

/** Records in memory that consist of nothing but a key; the location of the first one is 1. */
final class Disk {
  private final List<Integer> keys = new ArrayList<>();

  long append(int key) {
    keys.add(key);
    return keys.size();
  }

  int keyAt(long location) {
    return keys.get((int) location - 1);
  }

  long end() {
    return keys.size();
  }

  Match match(int key) {
    return location -> keyAt(location) == key;
  }
}
