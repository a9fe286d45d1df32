package logkv.peers.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file to which every trial's figures are appended as soon as it is over, so that a run that was
 * broken off goes on where it was.
 *
 * <pre>
 *   measured with seconds=0.7 java=17 ...            the first line
 *   {"engine":"LogKV","measure":"LOAD", ... }        a figure
 *   done ROCKSDB BASICS 1000000 2                    a trial is over, all its figures are above
 *   failed XODUS YCSB 1000000 0: the reason          the next run will try it again
 * </pre>
 */
public final class Journal {
  private static final String HEADER = "measured with ";
  private static final String DONE = "done ";
  private static final String FAILED = "failed ";

  private final Path file;
  private final List<Figure> figures = new ArrayList<>();
  private final Map<String, String> trials = new LinkedHashMap<>(); // and the problem, or ""

  /**
   * @param with what all figures in it were measured with, in one line
   * @throws IllegalStateException if those that are there already were measured with something else
   */
  public Journal(Path file, String with) throws IOException {
    this.file = file;
    if (!Files.exists(file) || Files.size(file) == 0) {
      Files.writeString(file, HEADER + with + "\n");
    } else {
      String text = Files.readString(file);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      if (whole.length() < text.length()) { // somebody was killed while writing the last line
        Files.writeString(file, whole);
      }
      List<String> lines = whole.lines().toList();
      if (lines.isEmpty() || !lines.get(0).equals(HEADER + with)) {
        throw new IllegalStateException(
            "%s was measured with another program, Java or --seconds;".formatted(file.getFileName())
                + " --fresh begins anew");
      }
      read(lines.subList(1, lines.size()));
    }
  }

  /** Figures whose trial was never over do not count. */
  private void read(List<String> lines) throws IOException {
    List<Figure> ofTrial = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(DONE)) {
        trials.put(line.substring(DONE.length()), "");
        figures.addAll(ofTrial);
        ofTrial.clear();
      } else if (line.startsWith(FAILED)) {
        int colon = line.indexOf(": ");
        trials.put(line.substring(FAILED.length(), colon), line.substring(colon + 2));
        ofTrial.clear();
      } else {
        ofTrial.add(Figure.fromJson(line));
      }
    }
  }

  /** Whether the trial is over and its figures are here. */
  public boolean hasDone(String trial) {
    return "".equals(trials.get(trial));
  }

  public void done(String trial, List<Figure> measured) throws IOException {
    List<String> lines = new ArrayList<>();
    measured.forEach(figure -> lines.add(figure.toJson()));
    lines.add(DONE + trial);
    Files.write(file, lines, UTF_8, CREATE, APPEND);
    figures.addAll(measured);
    trials.put(trial, "");
  }

  public void failed(String trial, String reason) throws IOException {
    Files.write(file, List.of(FAILED + trial + ": " + reason), UTF_8, CREATE, APPEND);
    trials.put(trial, reason);
  }

  public List<Figure> figures() {
    return List.copyOf(figures);
  }

  /** Which trials failed when they were tried last, and why. */
  public List<String> problems() {
    return trials.entrySet().stream()
        .filter(trial -> !trial.getValue().isEmpty())
        .map(trial -> trial.getKey() + ": " + trial.getValue())
        .toList();
  }
}
