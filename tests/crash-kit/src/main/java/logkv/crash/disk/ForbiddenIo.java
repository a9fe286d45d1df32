package logkv.crash.disk;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds compiled code that reads or writes files behind the back of the simulated disk, as {@code
 * new RandomAccessFile(path.toString(), "rw")} does.
 *
 * <p>It looks at the class files only, and only at which classes and methods they name, so it finds
 * code that no test runs too. Nothing that a program does by reflection is found.
 */
public final class ForbiddenIo {
  /** What a class file may name, and what to write instead; the first word is the class. */
  private static final Map<String, String> INSTEAD = new LinkedHashMap<>();

  static {
    INSTEAD.put("java/io/RandomAccessFile", "FileChannel.open(path, READ, WRITE)");
    INSTEAD.put("java/io/FileInputStream", "Files.newInputStream(path)");
    INSTEAD.put("java/io/FileOutputStream", "FileChannel.open(path, ...)");
    INSTEAD.put("java/io/FileReader", "Files.newBufferedReader(path)");
    INSTEAD.put("java/io/FileWriter", "Files.newBufferedWriter(path)");
    INSTEAD.put("java/io/File", "java.nio.file.Path and Files");
    INSTEAD.put("java/io/PrintWriter <init> (Ljava/lang/String;", "Files.newBufferedWriter(path)");
    INSTEAD.put("java/io/PrintStream <init> (Ljava/lang/String;", "Files.newOutputStream(path)");
    INSTEAD.put("java/nio/file/Path toFile ", "the Path itself");
    INSTEAD.put("java/nio/channels/FileChannel map ", "read(buffer, position) and write");
  }

  private ForbiddenIo() {}

  /**
   * Returns one sentence per class and forbidden use, sorted; none if all is well.
   *
   * @param classes a folder of class files, or a jar
   */
  public static List<String> scan(Path classes) throws IOException {
    if (Files.isRegularFile(classes)) {
      try (FileSystem jar = FileSystems.newFileSystem(classes)) {
        return scan(jar.getPath("/"));
      }
    }
    List<Path> classFiles;
    try (Stream<Path> all = Files.walk(classes)) {
      classFiles =
          all.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
    List<String> sentences = new ArrayList<>();
    for (Path file : classFiles) {
      sentences.addAll(scanFile(file, classes.relativize(file).toString()));
    }
    return sentences;
  }

  /** Scans the folder or jar that {@code type} was loaded from: all code that was built with it. */
  public static List<String> besides(Class<?> type) throws IOException {
    try {
      return scan(
          Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new IOException(type + " was loaded from nowhere that can be scanned", e);
    }
  }

  private static List<String> scanFile(Path file, String name) throws IOException {
    Set<String> uses;
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
      uses = ConstantPool.read(new DataInputStream(bytes)).uses();
    }
    String type = name.substring(0, name.length() - ".class".length()).replaceAll("[/\\\\]", ".");
    List<String> sentences = new ArrayList<>();
    INSTEAD.forEach((forbidden, instead) -> {
      if (isAmong(uses, forbidden)) {
        sentences.add("%s uses %s, which does not work on the simulated disk: use %s instead."
            .formatted(type, inWords(forbidden), instead));
      }
    });
    return sentences;
  }

  private static boolean isAmong(Set<String> uses, String forbidden) {
    return forbidden.contains(" ")
        ? uses.stream().anyMatch(use -> use.startsWith(forbidden))
        : uses.contains(forbidden);
  }

  /** As in "java.nio.file.Path.toFile", or "new java.io.PrintWriter(String)". */
  private static String inWords(String forbidden) {
    String[] parts = forbidden.replace('/', '.').split(" ");
    if (parts.length == 1) {
      return parts[0];
    }
    return parts[1].equals("<init>") ? "new " + parts[0] + "(String)" : parts[0] + "." + parts[1];
  }
}
