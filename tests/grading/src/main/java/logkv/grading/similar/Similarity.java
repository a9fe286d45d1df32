package logkv.grading.similar;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;
import logkv.course.carry.Skeletons;
import logkv.course.submission.Intake;
import logkv.course.submission.Submission;
import logkv.grading.grade.Submissions.Found;
import logkv.grading.similar.Pair.Match;

/** Compares the submissions of a class, phase by phase. */
public final class Similarity {
  private static final int MOST_MATCHES = 40;
  private static final int MOST_LINES = 80;

  private final Course course;
  private final Path work;
  private final SortedMap<String, Submission> submissions = new TreeMap<>();
  private final SortedMap<String, Submission> earlier = new TreeMap<>();
  private final List<String> remarks = new ArrayList<>();

  /**
   * @param work an empty folder, for copies of the sources
   */
  Similarity(Course course, Path work) {
    this.course = course;
    this.work = work;
  }

  /** Tells which folders are alike. */
  interface Comparer {
    /**
     * Compares the folders in {@code submissions} with each other and with those in {@code earlier}.
     *
     * @param base what all were given; it does not count
     * @param threshold from 0 to 1; pairs that are less alike are left out
     * @param result a file that may be written
     * @return the lines that JPlagRun describes
     */
    List<String> compare(Path submissions, Path earlier, Path base, double threshold, Path result)
        throws IOException, InterruptedException;
  }

  /**
   * What was found.
   *
   * @param pairs the most similar first
   * @param remarks sentences: who could not be compared, and why
   */
  public record Result(int submissions, List<Pair> pairs, List<String> remarks) {}

  /** Takes the sources of {@code found}; what cannot be taken becomes a remark. */
  void add(Collection<Found> found) throws IOException {
    add(found, submissions, "");
  }

  /** The same for submissions of earlier terms, which are not compared with each other. */
  void addEarlier(Collection<Found> found) throws IOException {
    add(found, earlier, "earlier: ");
  }

  private void add(Collection<Found> found, Map<String, Submission> into, String prefix)
      throws IOException {
    Intake intake = new Intake(course);
    for (Found one : found) {
      try {
        into.put(prefix + one.student(), intake.of(one.place()));
      } catch (CourseException e) {
        remarks.add("%s%s: %s".formatted(prefix, one.student(), e.getMessage()));
      }
    }
  }

  /**
   * Compares them.
   *
   * @param phases those to look at
   * @param percent pairs that are less alike are left out
   */
  Result compare(List<Phase> phases, int percent, Comparer comparer)
      throws IOException, InterruptedException {
    List<Pair> pairs = new ArrayList<>();
    for (Phase phase : phases) {
      pairs.addAll(compare(phase, percent, comparer));
    }
    pairs.sort(comparing((Pair pair) -> -pair.percent())
        .thenComparing(Pair::phase)
        .thenComparing(Pair::first)
        .thenComparing(Pair::second));
    return new Result(submissions.size(), pairs, remarks);
  }

  private List<Pair> compare(Phase phase, int percent, Comparer comparer)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(work.resolve("phase-" + phase.number()));
    SortedMap<String, String> names = new TreeMap<>();
    int written = write(phase, submissions, folder.resolve("now"), "s", names);
    int before = write(phase, earlier, folder.resolve("earlier"), "e", names);
    if (written == 0 || written + before < 2) {
      return List.of();
    }
    // In phase 3 this contains our answer to phase 2, so whoever began with that copied from
    // nobody.
    write(new Skeletons(course).of(phase), folder.resolve("base"));
    List<String> lines = comparer.compare(
        folder.resolve("now"),
        folder.resolve("earlier"),
        folder.resolve("base"),
        percent / 100.0,
        folder.resolve("result.txt"));
    return new Reading(phase, folder, names).pairs(lines);
  }

  /** Names are ours: those of the submissions may be anything. */
  private static int write(
      Phase phase,
      Map<String, Submission> submissions,
      Path folder,
      String prefix,
      Map<String, String> names)
      throws IOException {
    int written = 0;
    for (Map.Entry<String, Submission> submission : submissions.entrySet()) {
      if (submission.getValue().isBegun(phase)) {
        String name = prefix + ++written;
        names.put(name, submission.getKey());
        write(submission.getValue().of(phase), folder.resolve(name));
      }
    }
    return written;
  }

  private static void write(SortedMap<String, String> texts, Path folder) throws IOException {
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Path file = folder.resolve(text.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.getValue());
    }
  }

  /** Reads what JPlagRun has written. */
  private final class Reading {
    private final Phase phase;
    private final Path folder;
    private final Map<String, String> names;
    private final List<Pair> pairs = new ArrayList<>();

    Reading(Phase phase, Path folder, Map<String, String> names) {
      this.phase = phase;
      this.folder = folder;
      this.names = names;
    }

    List<Pair> pairs(List<String> lines) throws IOException {
      String[] pair = null;
      List<Match> matches = new ArrayList<>();
      for (String line : lines) {
        String[] words = line.split(" ");
        switch (words[0]) {
          case "unread" ->
            remarks.add(
                "%s: JPlag could not read phase %d".formatted(names.get(words[1]), phase.number()));
          case "pair" -> {
            end(pair, matches);
            pair = words;
          }
          case "match" -> {
            if (matches.size() < MOST_MATCHES) {
              matches.add(match(pair, words));
            }
          }
          default -> throw new IOException("JPlagRun has written: " + line);
        }
      }
      end(pair, matches);
      return pairs;
    }

    private void end(String[] pair, List<Match> matches) {
      if (pair != null) {
        int percent = (int) Math.round(100 * Double.parseDouble(pair[3]));
        String first = names.get(pair[1]);
        String second = names.get(pair[2]);
        boolean inOrder = first.compareTo(second) <= 0;
        pairs.add(new Pair(
            inOrder ? first : second,
            inOrder ? second : first,
            phase.number(),
            percent,
            inOrder ? matches : matches.stream().map(Reading::turned).toList()));
        matches.clear();
      }
    }

    private static Match turned(Match match) {
      return new Match(
          match.secondLines(), match.secondText(), match.firstLines(), match.firstText());
    }

    private Match match(String[] pair, String[] words) throws IOException {
      return new Match(
          lines(words, 1), text(pair[1], words, 1), lines(words, 4), text(pair[2], words, 4));
    }

    private static String lines(String[] words, int at) {
      return "%s, lines %s to %s".formatted(words[at], words[at + 1], words[at + 2]);
    }

    private String text(String submission, String[] words, int at) throws IOException {
      Path root = folder.resolve(submission.startsWith("e") ? "earlier" : "now");
      List<String> lines = Files.readAllLines(root.resolve(submission).resolve(words[at]));
      int begin = Integer.parseInt(words[at + 1]) - 1;
      int end = Math.min(lines.size(), Integer.parseInt(words[at + 2]));
      return String.join("\n", lines.subList(begin, Math.min(end, begin + MOST_LINES)))
          + (end > begin + MOST_LINES ? "\n..." : "");
    }
  }
}
