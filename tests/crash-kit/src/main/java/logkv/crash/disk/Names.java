package logkv.crash.disk;

import java.util.Arrays;

/**
 * The names in one directory, sorted, each with the number of the file or directory that it names.
 *
 * <p>Immutable, so that a disk, its images and a replay of its journal can share one: a change makes
 * a new object. Thread-safe.
 */
public final class Names {
  /** The names in an empty directory. */
  public static final Names NONE = new Names(new String[0], new int[0]);

  private final String[] names; // sorted
  private final int[] inodes; // inodes[i] is what names[i] names

  private Names(String[] names, int[] inodes) {
    this.names = names;
    this.inodes = inodes;
  }

  /** How many names there are. */
  public int size() {
    return names.length;
  }

  /** Returns the name at {@code index}, in sorted order, counted from 0. */
  public String name(int index) {
    return names[index];
  }

  /** Returns what the name at {@code index} names. */
  public int inode(int index) {
    return inodes[index];
  }

  /** Returns what {@code name} names, or -1 if it is not there. */
  public int find(String name) {
    int index = Arrays.binarySearch(names, name);
    return index < 0 ? -1 : inodes[index];
  }

  /** Returns these names with {@code name} naming {@code inode}, whatever it named before. */
  public Names with(String name, int inode) {
    int index = Arrays.binarySearch(names, name);
    if (index >= 0) {
      int[] replaced = inodes.clone();
      replaced[index] = inode;
      return new Names(names, replaced);
    }
    int at = -index - 1;
    String[] longerNames = new String[names.length + 1];
    int[] longerInodes = new int[names.length + 1];
    copy(0, at, longerNames, longerInodes, 0);
    longerNames[at] = name;
    longerInodes[at] = inode;
    copy(at, names.length - at, longerNames, longerInodes, at + 1);
    return new Names(longerNames, longerInodes);
  }

  /** Returns these names without {@code name}; these themselves if it is not among them. */
  public Names without(String name) {
    int at = Arrays.binarySearch(names, name);
    if (at < 0) {
      return this;
    }
    String[] shorterNames = new String[names.length - 1];
    int[] shorterInodes = new int[names.length - 1];
    copy(0, at, shorterNames, shorterInodes, 0);
    copy(at + 1, names.length - at - 1, shorterNames, shorterInodes, at);
    return new Names(shorterNames, shorterInodes);
  }

  private void copy(int from, int count, String[] toNames, int[] toInodes, int to) {
    System.arraycopy(names, from, toNames, to, count);
    System.arraycopy(inodes, from, toInodes, to, count);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < names.length; i++) {
      text.append(i == 0 ? "" : ", ").append(names[i]).append("=").append(inodes[i]);
    }
    return text.append("}").toString();
  }
}
