import de.jplag.JPlag;
import de.jplag.JPlagComparison;
import de.jplag.JPlagResult;
import de.jplag.Match;
import de.jplag.Submission;
import de.jplag.Token;
import de.jplag.clustering.ClusteringOptions;
import de.jplag.options.JPlagOptions;
import java.io.File;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Runs JPlag over folders and writes down what it finds. Started as a source file, with JPlag on the
 * class path, by {@code logkv.grading.similar.Jplag}, which also chooses the names of the folders, so
 * that none has a space in it.
 *
 * <pre>
 *   JPlagRun SUBMISSIONS EARLIER BASE RESULT THRESHOLD
 *
 *   unread s3                                       JPlag could not parse it
 *   pair s1 s2 0.8910                               similarity from 0 to 1
 *   match logkv/A.java 10 24 logkv/A.java 12 26     lines of the first, lines of the second
 * </pre>
 */
public class JPlagRun {

  public static void main(String[] arguments) throws Exception {
    File earlier = new File(arguments[1]);
    JPlagOptions options = new JPlagOptions(
            new de.jplag.java.Language(),
            Set.of(new File(arguments[0])),
            earlier.isDirectory() ? Set.of(earlier) : Set.of())
        .withBaseCodeSubmissionDirectory(new File(arguments[2]))
        .withSimilarityThreshold(Double.parseDouble(arguments[4]))
        .withMaximumNumberOfComparisons(JPlagOptions.SHOW_ALL_COMPARISONS)
        // It fails when there is no pair, and nobody reads it.
        .withClusteringOptions(new ClusteringOptions().withEnabled(false));
    JPlagResult result = new JPlag(options).run();
    try (PrintStream out = new PrintStream(Files.newOutputStream(Path.of(arguments[3])))) {
      for (Submission unread : result.getSubmissions().getInvalidSubmissions()) {
        out.println("unread " + unread.getRoot().getName());
      }
      for (JPlagComparison pair : result.getAllComparisons()) {
        print(pair, out);
      }
    }
  }

  private static void print(JPlagComparison pair, PrintStream out) {
    Submission first = pair.firstSubmission();
    Submission second = pair.secondSubmission();
    out.println("pair " + first.getRoot().getName() + " " + second.getRoot().getName() + " "
        + pair.similarity());
    for (Match match : pair.matches()) {
      out.println("match "
          + place(first, match.startOfFirst(), match.endOfFirst()) + " "
          + place(second, match.startOfSecond(), match.endOfSecond()));
    }
  }

  private static String place(Submission submission, int start, int end) {
    List<Token> tokens = submission.getTokenList();
    Token begin = tokens.get(start);
    Path file = submission.getRoot().toPath().relativize(begin.getFile().toPath());
    return file.toString().replace('\\', '/') + " " + begin.getLine() + " "
        + Math.max(begin.getLine(), tokens.get(end).getLine());
  }
}
