import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import logkv.log.LogRecord;
import logkv.log.RecordCodec;
import logkv.segmented.index.BloomFilter;
import logkv.segmented.index.KeyHash;

/**
 * Prints what the store's own code makes of a few keys and values, as {@code vectors.json}.
 *
 * <p>Run by {@code java -cp solution/target/classes lectures/site/test/Vectors.java}.
 */
public final class Vectors {
  private static final HexFormat HEX = HexFormat.of();
  private static final int BITS_PER_KEY = 10;

  public static void main(String[] args) throws Exception {
    List<String> records = List.of(
        put("black", "earl"),
        put("black", "assam"),
        put("green", "sencha"),
        tombstone("black"),
        put("thé", "茶"),
        put("empty", ""),
        put("🍵", "a\u0000b\"\\"));
    List<String> hashes = new ArrayList<>();
    for (int length : new int[] {0, 1, 3, 4, 7, 8, 9, 31, 32, 33, 63, 64, 100}) {
      byte[] bytes = new byte[length];
      for (int i = 0; i < length; i++) {
        bytes[i] = (byte) (i * 37 + 200);
      }
      hashes.add("{\"bytes\": \"%s\", \"hash\": \"%016x\"}"
          .formatted(HEX.formatHex(bytes), KeyHash.of(bytes)));
    }
    System.out.printf(
        "{%n\"records\": [%n%s],%n\"hashes\": [%n%s],%n\"filter\": %s%n}%n",
        String.join(",\n", records), String.join(",\n", hashes), filter());
  }

  private static String put(String key, String value) {
    return record(LogRecord.put(key, value), quoted(key), quoted(value));
  }

  private static String tombstone(String key) {
    return record(LogRecord.tombstone(key), quoted(key), "null");
  }

  private static String record(LogRecord record, String key, String value) {
    ByteBuffer bytes = RecordCodec.encode(record);
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return "{\"key\": %s, \"value\": %s, \"bytes\": \"%s\"}"
        .formatted(key, value, HEX.formatHex(copy));
  }

  private static String filter() throws Exception {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      keys.add("key " + i);
    }
    long[] hashes = keys.stream()
        .mapToLong(key -> KeyHash.of(key.getBytes(StandardCharsets.UTF_8)))
        .toArray();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BloomFilter.of(hashes, hashes.length, BITS_PER_KEY).writeTo(Channels.newChannel(out), 0);
    ByteBuffer in = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN).position(16);
    int probes = in.getInt();
    int words = in.getInt();
    List<Integer> set = new ArrayList<>();
    for (int i = 0; i < words; i++) {
      long word = in.getLong();
      for (int j = 0; j < Long.SIZE; j++) {
        if ((word >>> j & 1) == 1) {
          set.add(i * Long.SIZE + j);
        }
      }
    }
    return "{\"keys\": [%s], \"bits\": %d, \"probes\": %d, \"set\": %s}".formatted(
        keys.stream().map(Vectors::quoted).collect(Collectors.joining(", ")),
        words * Long.SIZE, probes, set);
  }

  /** In ASCII, so that it does not matter which encoding standard output has. */
  private static String quoted(String text) {
    return text.chars()
        .mapToObj(c -> c < ' ' || c == '"' || c == '\\' || c > '~'
            ? "\\u%04x".formatted(c)
            : String.valueOf((char) c))
        .collect(Collectors.joining("", "\"", "\""));
  }
}
