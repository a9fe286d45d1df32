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
