package logkv.cli.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** What an inspection prints, and whether it found nothing damaged. */
record Inspected(boolean clean, String text) {

  static Inspected list(Path target) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean clean = of(target, out).list(true, false);
    return new Inspected(clean, out.toString(UTF_8));
  }

  static Inspected record(Path target, long offset) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean clean = of(target, out).record(offset, false);
    return new Inspected(clean, out.toString(UTF_8));
  }

  static String page(Path target) throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    of(target, new ByteArrayOutputStream()).draw("a <title> & \"more\"", page);
    return page.toString(UTF_8);
  }

  private static Inspection of(Path target, ByteArrayOutputStream out) throws IOException {
    return Inspection.of(target, out);
  }

  /** The lines that say what is wrong. */
  String findings() {
    return text.substring(text.lastIndexOf("total ")).replaceFirst(".*\n\n", "");
  }
}
