package logkv.segmented;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Memory mappings that are given back when they are no longer needed.
 *
 * <p>Java gives a mapping back when the collector finds its buffer, which may be never: until then a
 * deleted file keeps its space, and Windows does not even delete it. Before Java 22 the only way to do
 * it at once is a method of {@code sun.misc.Unsafe}. Where that is missing, the collector does it.
 */
final class Mappings {
  private static final MethodHandle CLEANER = cleaner();

  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

  private static final int PAGE_BYTES = 4096; // none is smaller

  /** Enough to be copied by the means that skip; a few bytes would be fetched one by one. */
  private static final int SAMPLE_BYTES = 8;

  private Mappings() {}

  /**
   * Maps the first {@code length} bytes of {@code file} for reading; null if the system will not, or if
   * the file is on a file system of another provider.
   */
  static MappedByteBuffer map(Path file, long length) {
    if (file.getFileSystem() != FileSystems.getDefault()) {
      return null;
    }
    try (FileChannel channel = FileChannel.open(file, READ)) {
      return channel.map(MapMode.READ_ONLY, 0, length);
    } catch (IOException | UnsupportedOperationException e) {
      return null; // no room in the address space, say: there is another way to read
    }
  }

  /**
   * Maps {@code length} bytes of a file that has them, for writing; null if the system will not, or if
   * the file is on a file system of another provider. Windows will not cut a file that is mapped, so
   * there it is never done.
   */
  static MappedByteBuffer mapForWriting(Path file, FileChannel channel, long from, long length) {
    if (file.getFileSystem() != FileSystems.getDefault() || WINDOWS) {
      return null;
    }
    try {
      return channel.map(MapMode.READ_WRITE, from, length);
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }

  /** Ends a mapping that nobody uses: touching it afterwards ends the process. */
  static void unmap(MappedByteBuffer mapping) {
    if (CLEANER != null) {
      try {
        CLEANER.invoke((ByteBuffer) mapping);
      } catch (Throwable e) {
        // Then the collector will do it.
      }
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
  static boolean isThere(MappedByteBuffer mapping, int from, int to) {
    byte[] zeros = new byte[SAMPLE_BYTES];
    byte[] ones = new byte[SAMPLE_BYTES];
    try {
      for (int end = to; end > from; end -= PAGE_BYTES) {
        int at = Math.max(0, end - SAMPLE_BYTES);
        Arrays.fill(zeros, (byte) 0);
        Arrays.fill(ones, (byte) -1);
        mapping.get(at, zeros);
        mapping.get(at, ones);
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

  /** Lets the virtual machine throw the error that it owes this thread, so that nobody else gets it. */
  static void awaitFault() {
    try {
      for (int i = 0; i < 3; i++) { // it comes with whatever is thrown next
        try {
          throw new IllegalStateException();
        } catch (IllegalStateException e) {
          // It has not come.
        }
      }
    } catch (InternalError e) {
      // There it is.
    }
  }

  private static MethodHandle cleaner() {
    try {
      Class<?> unsafe = Class.forName("sun.misc.Unsafe");
      Field instance = unsafe.getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      return MethodHandles.lookup()
          .findVirtual(unsafe, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class))
          .bindTo(instance.get(null));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
