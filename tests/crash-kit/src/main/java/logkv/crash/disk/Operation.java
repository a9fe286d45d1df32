package logkv.crash.disk;

/**
 * One thing that was done to a {@link SimulatedDisk}, or one mark between two of them.
 *
 * <p>Files and directories are named by the number the disk gave them when they were created (0 is
 * the root directory): a name can change and come back, a number cannot. Offsets and sizes are in
 * bytes.
 */
public sealed interface Operation {

  /** An effect that stays in the page cache until a force, and that a power cut may take away. */
  sealed interface Effect extends Operation {}

  /** An effect on the bytes of one file. */
  sealed interface DataEffect extends Effect {
    int file();
  }

  /** An effect on the names in one directory, or in two. */
  sealed interface NameEffect extends Effect {}

  /** The bytes {@code data} were written at {@code offset}; owned by the journal, never changed. */
  @SuppressWarnings("java:S6218") // compared by identity: two equal writes are still two writes
  record Write(int file, long offset, byte[] data) implements DataEffect {
    /** The offset of the first byte behind the write. */
    public long end() {
      return offset + data.length;
    }
  }

  /** The file was cut to {@code size} bytes. */
  record Truncate(int file, long size) implements DataEffect {}

  /** The empty file {@code file} appeared as {@code name}. */
  record Create(int directory, String name, int file) implements NameEffect {}

  /** The empty directory {@code created} appeared as {@code name}. */
  record MakeDirectory(int directory, String name, int created) implements NameEffect {}

  /** What {@code from} named is now named {@code to}; what {@code to} named before is nameless. */
  record Rename(int fromDirectory, String from, int toDirectory, String to, int moved)
      implements NameEffect {}

  /** {@code name} is gone from its directory. */
  record Delete(int directory, String name, int deleted) implements NameEffect {}

  /** The bytes and the size of the file became durable; its name did not. */
  record Force(int file) implements Operation {}

  /** The names in the directory became durable. */
  record ForceDirectory(int directory) implements Operation {}

  /** A force threw; what the file was waiting for is in limbo, and no later force brings it back. */
  record ForceFailed(int file) implements Operation {}

  /** A call of the store began, as in {@code put(a, 1)}. */
  record Begin(String call) implements Operation {}

  /** The call that began last returned: the store has promised something. */
  record Acknowledged(String call) implements Operation {}

  /** The call that began last threw. */
  record Failed(String call, String reason) implements Operation {}
}
