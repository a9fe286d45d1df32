package logkv.crash.disk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The 64-bit fingerprint of a {@link DiskImage}.
 *
 * <p>Not cryptographic: nobody attacks it. It is computed for every state of a crash test, so it
 * takes eight bytes in a step and allocates nothing.
 */
final class Fingerprint {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long FILE = 0x46;
  private static final long DIRECTORY = 0x44;

  private Fingerprint() {}

  static long of(DiskImage image) {
    return directory(image, DiskImage.ROOT);
  }

  private static long directory(DiskImage image, int inode) {
    Names names = image.names(inode);
    long hash = mix(DIRECTORY, names.size());
    for (int i = 0; i < names.size(); i++) {
      int child = names.inode(i);
      hash = name(hash, names.name(i));
      hash = image.isDirectory(child)
          ? mix(hash, directory(image, child))
          : file(mix(hash, FILE), image.sharedBytes(child));
    }
    return hash;
  }

  private static long name(long hash, String name) {
    long result = mix(hash, name.length());
    for (int i = 0; i < name.length(); i++) {
      result = mix(result, name.charAt(i));
    }
    return result;
  }

  private static long file(long hash, byte[] bytes) {
    long result = mix(hash, bytes.length); // or zeros at the end would go unnoticed
    int i = 0;
    for (; i + Long.BYTES <= bytes.length; i += Long.BYTES) {
      result = mix(result, (long) LONGS.get(bytes, i));
    }
    long rest = 0;
    for (; i < bytes.length; i++) {
      rest = rest << Byte.SIZE | bytes[i] & 0xff;
    }
    return mix(result, rest);
  }

  /** Bijective in each argument, so that one changed word always changes the result. */
  private static long mix(long hash, long word) {
    long mixed = (hash ^ word) * 0x9E3779B97F4A7C15L;
    return mixed ^ mixed >>> 32;
  }
}
