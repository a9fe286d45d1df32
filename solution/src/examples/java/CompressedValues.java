import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.Deflater;

/**
 * What compression would save: values of several kinds, compressed one by one, one by one with a
 * dictionary that both sides know, and a hundred together.
 */
public class CompressedValues {
  private static final int VALUES = 1_000;
  private static final int TOGETHER = 100;
  private static final int DICTIONARY = 20; // other values of the same kind

  public static void main(String[] arguments) {
    System.out.println(
        "value                  bytes  one by one  dictionary  a hundred together  us a value");
    row("green", number -> "green" + number % 7);
    row(
        "a line of JSON",
        number ->
            "{\"id\":%d,\"name\":\"tea %d\",\"origin\":\"assam\",\"price\":%d.50,\"stock\":%d}"
                .formatted(number, number * 31 % 97, number % 9, number % 200));
    row("ten such lines", number -> {
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < 10; i++) {
        lines.append("{\"id\":%d,\"name\":\"tea %d\",\"origin\":\"assam\",\"price\":%d.50}\n"
            .formatted(number + i, (number + i) * 31 % 97, (number + i) % 9));
      }
      return lines.toString();
    });
  }

  private interface Values {
    String value(int number);
  }

  private static void row(String name, Values values) {
    Deflater deflater = new Deflater();
    StringBuilder dictionary = new StringBuilder();
    for (int i = 0; i < DICTIONARY; i++) {
      dictionary.append(values.value(VALUES + i));
    }
    try {
      long plain = 0;
      long alone = 0;
      long known = 0;
      long together = 0;
      StringBuilder block = new StringBuilder();
      for (int i = 0; i < VALUES; i++) { // so that the compiler has seen it
        deflated(deflater, "", values.value(i));
      }
      long nanos = 0;
      for (int i = 0; i < VALUES; i++) {
        String value = values.value(i);
        block.append(value);
        plain += value.length();
        long start = System.nanoTime();
        alone += deflated(deflater, "", value);
        nanos += System.nanoTime() - start;
        known += deflated(deflater, dictionary.toString(), value);
        if ((i + 1) % TOGETHER == 0) {
          together += deflated(deflater, "", block.toString());
          block.setLength(0);
        }
      }
      System.out.printf(
          "%-22s %5d %10d%% %10d%% %18d%% %11.1f%n",
          name,
          plain / VALUES,
          100 * alone / plain,
          100 * known / plain,
          100 * together / plain,
          nanos / 1e3 / VALUES);
      assert together < plain;
    } finally {
      deflater.end(); // its memory is not Java's, and nobody else gives it back
    }
  }

  private static int deflated(Deflater deflater, String dictionary, String text) {
    deflater.reset();
    if (!dictionary.isEmpty()) {
      deflater.setDictionary(dictionary.getBytes(UTF_8));
    }
    deflater.setInput(text.getBytes(UTF_8));
    deflater.finish();
    return deflater.deflate(new byte[text.length() + 1_000]);
  }
}
