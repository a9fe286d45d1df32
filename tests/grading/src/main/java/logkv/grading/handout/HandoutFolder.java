package logkv.grading.handout;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import logkv.course.CourseException;

/**
 * Where a handout is written: a new folder, or one that holds an earlier handout.
 *
 * <p>In the root of a handout lies a list of all its files with a digest of each, {@value #LIST}. By it
 * a later handout knows which files are its own to replace or remove. What an instructor has added
 * stays; what she has changed is not overwritten, and then nothing is.
 */
final class HandoutFolder {
  static final String LIST = ".mvn/handout.txt";

  private static final String HEADER = "# The files of this handout, as they were written.";

  private final Path root;

  HandoutFolder(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /**
   * Writes all files, the list last: a handout that was interrupted is completed by the next one.
   *
   * @throws CourseException if there are files of somebody else's; nothing is written then
   */
  void write(Handout handout) throws IOException {
    SortedMap<String, String> earlier = earlier();
    requireNothingOfOthers(handout, earlier);
    for (Map.Entry<String, byte[]> file : handout.files().entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
      if (Handout.isProgram(file.getKey()) && !path.toFile().setExecutable(true, false)) {
        throw new IOException(path + " cannot be made executable");
      }
    }
    for (String name : earlier.keySet()) {
      if (!handout.files().containsKey(name)) {
        Files.deleteIfExists(root.resolve(name));
      }
    }
    List<String> list = new ArrayList<>(List.of(HEADER));
    handout.files().forEach((name, bytes) -> list.add(digest(bytes) + " " + name));
    Files.createDirectories(root.resolve(LIST).getParent());
    Files.write(root.resolve(LIST), list);
  }

  /** Whether it has files; a {@code .git} and the like do not count. */
  private boolean isEmpty() throws IOException {
    if (!Files.isDirectory(root)) {
      return true;
    }
    try (Stream<Path> inside = Files.list(root)) {
      return inside.allMatch(path -> path.getFileName().toString().equals(".git"));
    }
  }

  /** Digests by the names of an earlier handout; empty if there is none. */
  private SortedMap<String, String> earlier() throws IOException {
    SortedMap<String, String> digests = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(root.resolve(LIST))) {
        String[] words = line.split(" ", 2);
        if (!line.startsWith("#") && words.length == 2 && !("/" + words[1]).contains("/../")) {
          digests.put(words[1], words[0]);
        }
      }
    } catch (NoSuchFileException e) {
      if (!isEmpty()) {
        throw new CourseException(
            "%s is not empty and holds no handout; name a new folder.".formatted(root));
      }
    }
    return digests;
  }

  private void requireNothingOfOthers(Handout handout, SortedMap<String, String> earlier)
      throws IOException {
    List<String> changed = new ArrayList<>();
    TreeMap<String, byte[]> all = new TreeMap<>(handout.files());
    earlier.keySet().forEach(name -> all.putIfAbsent(name, new byte[0]));
    for (Map.Entry<String, byte[]> file : all.entrySet()) {
      Path path = root.resolve(file.getKey());
      if (Files.isRegularFile(path)) {
        String now = digest(Files.readAllBytes(path));
        if (!now.equals(earlier.get(file.getKey())) && !now.equals(digest(file.getValue()))) {
          changed.add(file.getKey());
        }
      }
    }
    if (!changed.isEmpty()) {
      throw new CourseException(
          "In %s somebody has changed %s%s. Nothing was written; put them back, or name a new folder."
              .formatted(
                  root,
                  String.join(", ", changed.subList(0, Math.min(3, changed.size()))),
                  changed.size() > 3 ? " and %d more files".formatted(changed.size() - 3) : ""));
    }
  }

  private static String digest(byte[] bytes) {
    try {
      return new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(bytes)).toString(16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Commits everything, in a repository that is made if there is none.
   *
   * @throws CourseException in git's words, if it does not
   */
  void commit(String message) throws IOException {
    if (!Files.exists(root.resolve(".git"))) {
      git("init", "--quiet");
    }
    git("add", "--all");
    if (!git("status", "--porcelain").isEmpty()) {
      git("commit", "--quiet", "--message", message);
    }
  }

  private String git(String... arguments) throws IOException {
    ProcessBuilder git = new ProcessBuilder("git", "-C", root.toString());
    git.command().addAll(List.of(arguments));
    git.environment()
        .keySet()
        .removeAll(List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"));
    Process process = git.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String words = new String(process.getInputStream().readAllBytes());
    try {
      if (process.waitFor() != 0) {
        throw new CourseException(
            "The handout is written, but git %s says: %s".formatted(arguments[0], words.strip()));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while git " + arguments[0] + " was running", e);
    }
    return words;
  }
}
