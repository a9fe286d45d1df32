package logkv.course.carry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a folder held in the commits of the repository, if there is one.
 *
 * <p>Only reads objects: neither the index nor the working tree is looked at or touched. That there
 * is no git, no repository or no such commit is an empty answer.
 */
final class GitHistory {
  private final Path root;

  GitHistory(Path root) {
    this.root = root;
  }

  /** The newest state of {@code folder}, relative to the root, that is {@code wanted}. */
  Optional<Found> newest(String folder, Predicate<SortedMap<String, String>> wanted) {
    try {
      List<String> commits = commits(folder);
      if (commits.isEmpty()) {
        return Optional.empty();
      }
      Process git = start("cat-file", "--batch");
      try (Objects objects = new Objects(git)) {
        for (String commit : commits) {
          SortedMap<String, String> texts = new TreeMap<>();
          objects.readTree(commit + ":./" + folder, "", texts);
          if (wanted.test(texts)) {
            return Optional.of(new Found(commit, texts));
          }
        }
      }
    } catch (IOException e) {
      // As good as no repository.
    }
    return Optional.empty();
  }

  /**
   * A state of a folder.
   *
   * @param texts by their names from the folder, with slashes
   */
  record Found(String commit, SortedMap<String, String> texts) {}

  private List<String> commits(String folder) throws IOException {
    Process git = start("log", "--all", "--full-history", "--format=%H", "--", folder);
    git.getOutputStream().close();
    try (InputStream output = git.getInputStream()) {
      return new String(output.readAllBytes(), UTF_8).lines().toList();
    } finally {
      git.destroy();
    }
  }

  private Process start(String... arguments) throws IOException {
    ProcessBuilder git = new ProcessBuilder("git", "--no-pager", "-C", root.toString());
    git.command().addAll(List.of(arguments));
    git.redirectError(ProcessBuilder.Redirect.DISCARD);
    // Whoever calls us from a git hook means that repository, we mean this one.
    git.environment()
        .keySet()
        .removeAll(List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"));
    git.environment().put("GIT_NO_LAZY_FETCH", "1"); // what is not here is not worth a download
    return git.start();
  }

  /** A conversation with {@code git cat-file --batch}. */
  private static final class Objects implements AutoCloseable {
    private static final String FOLDER = "40000";
    private static final String FILE = "100"; // and the permissions; links have other beginnings

    private final Process git;
    private final OutputStream questions;
    private final InputStream answers;

    Objects(Process git) {
      this.git = git;
      this.questions = git.getOutputStream();
      this.answers = new BufferedInputStream(git.getInputStream());
    }

    /** Adds all files of the tree called {@code object}; none if there is no such tree. */
    void readTree(String object, String prefix, SortedMap<String, String> texts)
        throws IOException {
      Optional<byte[]> tree = read(object, "tree");
      if (tree.isEmpty()) {
        return;
      }
      // An entry is: mode, space, name, NUL, the id in bytes (20 of SHA-1 or 32 of SHA-256).
      String entries = new String(tree.get(), ISO_8859_1);
      int at = 0;
      while (at < entries.length()) {
        int space = entries.indexOf(' ', at);
        int end = entries.indexOf('\0', space);
        String mode = entries.substring(at, space);
        String name = new String(entries.substring(space + 1, end).getBytes(ISO_8859_1), UTF_8);
        at = end + 1 + idBytes;
        String id = HexFormat.of().formatHex(entries.substring(end + 1, at).getBytes(ISO_8859_1));
        if (mode.equals(FOLDER)) {
          readTree(id, prefix + name + "/", texts);
        } else if (mode.startsWith(FILE)) {
          byte[] bytes = read(id, "blob").orElseThrow(() -> new IOException("no blob " + id));
          texts.put(prefix + name, new String(bytes, UTF_8));
        }
      }
    }

    private int idBytes;

    /** Returns the object, or nothing if there is none or it is of another type. */
    private Optional<byte[]> read(String object, String type) throws IOException {
      questions.write((object + "\n").getBytes(UTF_8));
      questions.flush();
      String[] header = line().split(" "); // id, type, size in bytes
      if (header.length != 3 || !header[2].matches("[0-9]+")) {
        return Optional.empty(); // "... missing"
      }
      int size = Integer.parseInt(header[2]);
      byte[] bytes = answers.readNBytes(size);
      if (bytes.length < size || answers.read() != '\n') {
        throw new IOException("git ended in the middle of " + object);
      }
      idBytes = header[0].length() / 2;
      return header[1].equals(type) ? Optional.of(bytes) : Optional.empty();
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      int next;
      while ((next = answers.read()) != '\n') {
        if (next < 0) {
          throw new IOException("git has ended");
        }
        line.append((char) next);
      }
      return line.toString();
    }

    @Override
    public void close() {
      git.destroy();
    }
  }
}
