package logkv.crash.disk;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * The constant pool of a class file: every class, method and field that the class names.
 *
 * <p>The format is in chapter 4.4 of the Java Virtual Machine Specification.
 */
public final class ConstantPool {
  private static final int MAGIC = 0xCAFEBABE;

  private final int[] tags;
  private final String[] texts; // of constants that are a text
  private final int[] first; // the constant that a constant refers to
  private final int[] second; // and its second one

  private ConstantPool(int count) {
    tags = new int[count];
    texts = new String[count];
    first = new int[count];
    second = new int[count];
  }

  /** Reads the beginning of a class file. */
  public static ConstantPool read(DataInputStream in) throws IOException {
    if (in.readInt() != MAGIC) {
      throw new IOException("not a class file");
    }
    in.readInt(); // the version
    ConstantPool pool = new ConstantPool(in.readUnsignedShort());
    for (int i = 1; i < pool.tags.length; i++) {
      pool.readConstant(i, in);
      if (pool.tags[i] == 5 || pool.tags[i] == 6) {
        i++; // a long or a double takes two places
      }
    }
    return pool;
  }

  private void readConstant(int i, DataInputStream in) throws IOException {
    tags[i] = in.readUnsignedByte();
    switch (tags[i]) {
      case 1 -> texts[i] = in.readUTF();
      case 3, 4 -> in.readInt();
      case 5, 6 -> in.readLong();
      case 7, 8, 16, 19, 20 -> first[i] = in.readUnsignedShort();
      case 9, 10, 11, 12, 17, 18 -> {
        first[i] = in.readUnsignedShort();
        second[i] = in.readUnsignedShort();
      }
      case 15 -> {
        in.readUnsignedByte();
        in.readUnsignedShort();
      }
      default -> throw new IOException("unknown kind of constant: " + tags[i]);
    }
  }

  /**
   * Classes as {@code java/io/File}, methods as {@code java/nio/file/Path toFile ()Ljava...}, fields
   * as {@code java/lang/System out Ljava...}.
   */
  public Set<String> uses() {
    Set<String> uses = new TreeSet<>();
    for (int i = 1; i < tags.length; i++) {
      if (tags[i] == 7) {
        uses.add(texts[first[i]]);
      } else if (tags[i] >= 9 && tags[i] <= 11) {
        int nameAndType = second[i];
        uses.add(texts[first[first[i]]]
            + " "
            + texts[first[nameAndType]]
            + " "
            + texts[second[nameAndType]]);
      }
    }
    return uses;
  }
}
