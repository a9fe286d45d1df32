package logkv.course;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A fingerprint of sources, by which we notice that somebody has begun to change them.
 *
 * <p>SHA-256 over {@code name LF text LF} of every Java file, sorted by name. Line endings do not
 * count, because some machines change them, and neither do other files, because desktops and editors
 * leave theirs anywhere. The script in the root POM computes the same.
 */
public final class Skeleton {
  private Skeleton() {}

  /** Returns the fingerprint of the Java files below {@code sources}, in hexadecimal digits. */
  public static String fingerprint(Path sources) throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, Path> file : files(sources).entrySet()) {
      texts.put(file.getKey(), new String(Files.readAllBytes(file.getValue()), UTF_8));
    }
    return fingerprint(texts);
  }

  /**
   * Returns the same for sources that lie nowhere yet.
   *
   * @param texts by their names, as in {@code "logkv/log/LogFile.java"}
   */
  public static String fingerprint(SortedMap<String, String> texts) {
    MessageDigest digest = sha256();
    texts.forEach((name, text) -> {
      if (name.endsWith(".java")) {
        digest.update((name + "\n" + text.replace("\r\n", "\n") + "\n").getBytes(UTF_8));
      }
    });
    return new BigInteger(1, digest.digest()).toString(16);
  }

  /** Returns the files below {@code sources} by their names from there, with slashes. */
  public static SortedMap<String, Path> files(Path sources) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    if (Files.isDirectory(sources)) {
      try (Stream<Path> inside = Files.walk(sources)) {
        inside
            .filter(Files::isRegularFile)
            .forEach(
                file -> files.put(sources.relativize(file).toString().replace('\\', '/'), file));
      }
    }
    return files;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
