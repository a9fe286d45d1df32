package logkv.segmented;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A part of a file that is mapped into memory, until it is closed.
 *
 * <p>By itself Java gives a mapping back when the collector finds its buffer, which may be never: until
 * then a deleted file keeps its space, and Windows does not even delete it. Since Java 22 a mapping may
 * belong to an {@code Arena} that is closed; before, the only way is a method of {@code
 * sun.misc.Unsafe}. Both are called by their names here, because neither is there in all versions.
 * Where both are missing, the collector does it.
 */
final class Mapping implements AutoCloseable {
  private static final int FIRST_WITH_ARENAS = 22;
  private static final Ways WAYS = Ways.find();

  /** Whether a file can be cut while it is mapped: Windows does not allow it. */
  static final boolean FILE_MAY_CHANGE = !System.getProperty("os.name").startsWith("Windows");

  private static final int PAGE_BYTES = 4096; // none is smaller

  /** Enough to be copied by the means that skip; a few bytes would be fetched one by one. */
  private static final int SAMPLE_BYTES = 8;

  private final MappedByteBuffer bytes;
  private final AutoCloseable arena; // null: there are none

  private Mapping(MappedByteBuffer bytes, AutoCloseable arena) {
    this.bytes = bytes;
    this.arena = arena;
  }

  /**
   * Maps {@code length} bytes of {@code file} for reading; null if the system will not, or if the file is
   * on a file system of another provider.
   */
  static Mapping forReading(Path file, long from, long length) {
    if (file.getFileSystem() != FileSystems.getDefault()) {
      return null;
    }
    try (FileChannel channel = FileChannel.open(file, READ)) {
      return WAYS.map(channel, MapMode.READ_ONLY, from, length);
    } catch (IOException | UnsupportedOperationException e) {
      return null; // no room in the address space, say: there is another way to read
    }
  }

  /**
   * Maps {@code length} bytes of a file that has them, for writing; null if the system will not, or if
   * the file is on a file system of another provider.
   */
  static Mapping forWriting(Path file, FileChannel channel, long from, long length)
      throws ClosedByInterruptException {
    if (file.getFileSystem() != FileSystems.getDefault() || !FILE_MAY_CHANGE) {
      return null;
    }
    try {
      return WAYS.map(channel, MapMode.READ_WRITE, from, length);
    } catch (ClosedByInterruptException e) {
      throw e; // the caller's channel is closed now
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }

  /** What is mapped; not to be touched once this is closed, which may end the process. */
  MappedByteBuffer bytes() {
    return bytes;
  }

  /** Ends the mapping. Nobody may be using it. */
  @Override
  public void close() {
    try {
      if (arena != null) {
        arena.close();
      } else if (WAYS.cleaner != null) {
        WAYS.cleaner.invoke((ByteBuffer) bytes);
      }
    } catch (Throwable e) {
      // Before Java 22 the collector will do it then.
    }
  }

  /**
   * Says whether all pages from index {@code from} to before {@code to} are there, so that what was
   * written to them was.
   *
   * <p>If a page cannot be had, because the file was cut or its disk failed, the processor can only stop
   * or skip the access. The virtual machine lets it skip, and throws an {@link InternalError} some time
   * later, when the caller may have been told long ago that all is well. So this looks: what is read
   * twice, over different bytes, is the same both times if it was read at all.
   */
  boolean isThere(int from, int to) {
    byte[] zeros = new byte[SAMPLE_BYTES];
    byte[] ones = new byte[SAMPLE_BYTES];
    try {
      for (int end = to; end > from; end -= PAGE_BYTES) {
        int at = Math.max(0, end - SAMPLE_BYTES);
        Arrays.fill(zeros, (byte) 0);
        Arrays.fill(ones, (byte) -1);
        bytes.get(at, zeros);
        bytes.get(at, ones);
        if (!Arrays.equals(zeros, ones)) {
          awaitFault();
          return false;
        }
      }
      return true;
    } catch (InternalError e) {
      return false;
    }
  }

  /**
   * Lets the virtual machine throw the error that it owes this thread, so that nobody else gets it.
   *
   * @return null if it owed none
   */
  static InternalError awaitFault() {
    try {
      for (int i = 0; i < 3; i++) { // it comes with whatever is thrown next
        try {
          throw new IllegalStateException();
        } catch (IllegalStateException e) {
          // It has not come.
        }
      }
      return null;
    } catch (InternalError e) {
      return e;
    }
  }

  /** The means that this version of Java has. */
  private record Ways(
      MethodHandle newArena, MethodHandle map, MethodHandle asBuffer, MethodHandle cleaner) {

    static Ways find() {
      try {
        return Runtime.version().feature() >= FIRST_WITH_ARENAS ? arenas() : unsafe();
      } catch (ReflectiveOperationException | RuntimeException e) {
        return new Ways(null, null, null, null);
      }
    }

    private static Ways arenas() throws ReflectiveOperationException {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      Class<?> arena = Class.forName("java.lang.foreign.Arena");
      Class<?> segment = Class.forName("java.lang.foreign.MemorySegment");
      return new Ways(
          lookup.findStatic(arena, "ofShared", MethodType.methodType(arena)),
          lookup.findVirtual(
              FileChannel.class,
              "map",
              MethodType.methodType(segment, MapMode.class, long.class, long.class, arena)),
          lookup.findVirtual(segment, "asByteBuffer", MethodType.methodType(ByteBuffer.class)),
          null);
    }

    private static Ways unsafe() throws ReflectiveOperationException {
      Class<?> unsafe = Class.forName("sun.misc.Unsafe");
      Field instance = unsafe.getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      MethodHandle cleaner = MethodHandles.lookup()
          .findVirtual(unsafe, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class))
          .bindTo(instance.get(null));
      return new Ways(null, null, null, cleaner);
    }

    Mapping map(FileChannel channel, MapMode mode, long from, long length) throws IOException {
      if (newArena == null) {
        return new Mapping(channel.map(mode, from, length), null);
      }
      try {
        AutoCloseable arena = (AutoCloseable) newArena.invoke();
        Object segment = map.invoke(channel, mode, from, length, arena);
        return new Mapping((MappedByteBuffer) asBuffer.invoke(segment), arena);
      } catch (IOException | RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IOException(e);
      }
    }
  }
}
