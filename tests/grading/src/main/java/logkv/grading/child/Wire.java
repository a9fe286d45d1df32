package logkv.grading.child;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How the grader and a {@link StoreMain} talk: a request is a kind, a lane and its fields; a reply is
 * a lane, a kind and its fields. One reply for every request of a lane, in their order.
 *
 * <pre>
 *   request   OPEN_IN_MEMORY store             CLOSE, SIZE, DEAD_BYTES, COMPACT,
 *             OPEN store, directory              CUT_BYTES, VERIFY, KEYS,
 *             OPEN_WITH store, directory,        HOLD_KEYS, HELD_KEYS store
 *               minimum, ratio                 WANTS minimum, ratio, log, dead
 *             PUT store, key, value            FIGURES
 *             GET, DELETE store, key           INTERRUPT, END, which have no reply
 *
 *   reply     DONE   NUMBER int64   TEXT text   ABSENT   TEXTS list   NULL
 *             THREW  classes, message, place
 *
 *   text      number of chars as int32, -1 for null; the chars, two bytes each: half of a surrogate
 *             pair must arrive as it is
 *   list      number of elements as int32, the elements
 * </pre>
 */
public final class Wire {
  public static final byte OPEN_IN_MEMORY = 'M';
  public static final byte OPEN = 'O';
  public static final byte OPEN_WITH = 'P';
  public static final byte WANTS = 'W';
  public static final byte PUT = 'p';
  public static final byte GET = 'g';
  public static final byte DELETE = 'd';
  public static final byte KEYS = 'k';
  public static final byte HOLD_KEYS = 'h';
  public static final byte HELD_KEYS = 'H';
  public static final byte SIZE = 's';
  public static final byte DEAD_BYTES = 'D';
  public static final byte COMPACT = 'c';
  public static final byte CUT_BYTES = 'C';
  public static final byte VERIFY = 'v';
  public static final byte CLOSE = 'x';
  public static final byte FIGURES = 'f';
  public static final byte INTERRUPT = 'i';
  public static final byte END = 'e';

  public static final byte DONE = 1;
  public static final byte NUMBER = 2;
  public static final byte TEXT = 3;
  public static final byte ABSENT = 4;
  public static final byte TEXTS = 5;
  public static final byte NULL = 6;
  public static final byte THREW = 7;

  /** The first thing that a child says, so that its start is not taken for a slow call. */
  public static final int READY = 0x4C4B5631;

  private static final int CHUNK = 8 * 1024; // bytes; nobody is believed how much will come

  private Wire() {}

  public static void writeText(DataOutputStream to, String text) throws IOException {
    if (text == null) {
      to.writeInt(-1);
      return;
    }
    to.writeInt(text.length());
    byte[] bytes = new byte[Math.min(CHUNK, 2 * text.length())];
    int used = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes[used++] = (byte) (c >> 8);
      bytes[used++] = (byte) c;
      if (used == bytes.length) {
        to.write(bytes, 0, used);
        used = 0;
      }
    }
    to.write(bytes, 0, used);
  }

  /**
   * Reads a text or null.
   *
   * @throws IOException if it has more than {@code mostChars}
   */
  public static String readText(DataInputStream from, int mostChars) throws IOException {
    int length = from.readInt();
    if (length == -1) {
      return null;
    }
    if (length < 0 || length > mostChars) {
      throw new IOException("a text of " + length + " characters");
    }
    StringBuilder text = new StringBuilder(Math.min(length, CHUNK));
    for (int left = length; left > 0; ) {
      int now = Math.min(left, CHUNK / 2);
      byte[] bytes = from.readNBytes(2 * now);
      if (bytes.length < 2 * now) {
        throw new EOFException();
      }
      for (int i = 0; i < bytes.length; i += 2) {
        text.append((char) ((bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff));
      }
      left -= now;
    }
    return text.toString();
  }

  public static void writeTexts(DataOutputStream to, Collection<String> texts) throws IOException {
    to.writeInt(texts.size());
    for (String text : texts) {
      writeText(to, text);
    }
  }

  /**
   * Reads a list.
   *
   * @throws IOException if all its texts together, counting a few more for each, have more than
   *     {@code mostChars}
   */
  public static List<String> readTexts(DataInputStream from, int mostChars) throws IOException {
    int left = mostChars;
    List<String> texts = new ArrayList<>();
    for (int size = from.readInt(); size > 0; size--) {
      String text = readText(from, left);
      texts.add(text);
      left -= 20 + (text == null ? 0 : text.length());
      if (left < 0) {
        throw new IOException("a list of more than " + mostChars + " characters");
      }
    }
    return texts;
  }
}
