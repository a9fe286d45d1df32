package logkv.peers;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** With what was measured: figures of another Java, or of other code, belong to another run. */
final class Build {
  private Build() {}

  /** Returns it in a line. */
  static String of(Plan plan) throws IOException {
    return "seconds=%s java=%s classes=%s"
        .formatted(plan.seconds(), System.getProperty("java.version"), classes());
  }

  /** The classes by their bytes, but for tests; libraries by their names, which have versions. */
  private static String classes() throws IOException {
    MessageDigest digest = sha256();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (entry.isEmpty()) {
        continue; // which would be the working directory
      }
      if (Files.isDirectory(path)) {
        add(digest, path);
      } else {
        digest.update(path.getFileName().toString().getBytes(StandardCharsets.UTF_8));
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static void add(MessageDigest digest, Path directory) throws IOException {
    List<Path> classes;
    try (Stream<Path> found = Files.walk(directory)) {
      classes = found
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !file.getFileName().toString().matches(".*(Test|Properties)\\b.*"))
          .sorted()
          .toList();
    }
    for (Path file : classes) {
      digest.update(Files.readAllBytes(file));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every Java has it
    }
  }
}
