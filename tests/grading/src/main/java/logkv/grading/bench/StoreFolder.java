package logkv.grading.bench;

import java.io.IOException;
import java.util.SortedMap;

/**
 * The files of a store, seen by the grader. A submission may have put anything there, so links are
 * never followed, and what is no plain file or is larger than {@value #MOST_BYTES} bytes is not read.
 */
public interface StoreFolder {
  int MOST_BYTES = 64 * 1024 * 1024;

  /** Makes the folder, if it is not there. */
  void create() throws IOException;

  /** The names in it with their sizes in bytes; -1 for what is no plain file. Empty if absent. */
  SortedMap<String, Long> files() throws IOException;

  boolean has(String name) throws IOException;

  /**
   * The bytes of a file.
   *
   * @throws Broken if there is no such plain file, which says so
   */
  byte[] read(String name) throws IOException;

  /** Makes {@code bytes} the content of a file, new or not. */
  void write(String name, byte[] bytes) throws IOException;

  /** Makes a folder in it. */
  void makeFolder(String name) throws IOException;

  /** Removes a file, or an empty folder. */
  void delete(String name) throws IOException;

  /** Another folder with the same plain files in it. */
  StoreFolder copy() throws IOException;

  /** How stories call it. */
  @Override
  String toString();
}
