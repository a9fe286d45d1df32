package logkv.grading.inside;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import logkv.crash.CrashFailure;
import logkv.grading.bench.Broken;
import logkv.grading.bench.InChildSuite;
import logkv.grading.bench.LocalStore;

/** A suite that is a list of promises, each with its check, in the order of the rubric. */
abstract class InsideSuite implements InChildSuite {
  private static final Pattern LOCK_WRITE = Pattern.compile("LOCK \\[0\\.\\.([0-9]+)\\)");

  private final int phase;
  private final Map<String, Check> checks = new LinkedHashMap<>();

  InsideSuite(int phase) {
    this.phase = phase;
  }

  /** What has to hold. */
  @FunctionalInterface
  interface Check {
    void run(LocalStore.Opener stores, Random random) throws Exception;
  }

  /** Adds the promise {@code word} of this phase. */
  final void promise(String word, Check check) {
    checks.put(phase + "." + word, check);
  }

  @Override
  public final int phase() {
    return phase;
  }

  @Override
  public final List<String> promises() {
    return List.copyOf(checks.keySet());
  }

  @Override
  public final void check(String promise, LocalStore.Opener stores, Random random)
      throws Exception {
    try {
      checks.get(promise).run(stores, random);
    } catch (CrashFailure failure) {
      throw broken(failure);
    } catch (
        AssertionError thrown) { // the crash kit's, for a call that throws on a disk that is well
      throw Story.of("A call throws though nothing is wrong with the disk.")
          .with("problem", withoutNumber(String.valueOf(thrown.getMessage())))
          .hint("no disk is to blame: make the same calls in an ordinary test");
    } catch (IOException | RuntimeException thrown) {
      throw thrown instanceof Broken broken
          ? broken
          : Story.of("A call throws where no exception was promised.")
              .came(Simulated.said(thrown))
              .hint("begin at the line that threw, and ask what it was given to read");
    }
  }

  /** Takes the hint out of a report of the crash kit, because it has a place of its own. */
  static Broken broken(CrashFailure failure) {
    StringBuilder story = new StringBuilder();
    StringBuilder hint = new StringBuilder();
    boolean inHint = false;
    for (String line : withoutNumber(failure.getMessage()).split("\n")) {
      if (line.startsWith("hint ")) {
        inHint = true;
      } else if (!line.startsWith("     ")) {
        inHint = false;
      }
      if (inHint) {
        hint.append(hint.isEmpty() ? "" : " ")
            .append(line.replaceFirst("^hint", "").strip());
      } else {
        story.append(line).append('\n');
      }
    }
    return new Broken(story.toString().stripTrailing(), hint.toString());
  }

  /** A lock tells the number of its process, which differs in length from run to run. */
  private static String withoutNumber(String report) {
    return LOCK_WRITE
        .matcher(report)
        .replaceAll(write -> "LOCK [0..n)" + " ".repeat(write.group(1).length() - 1))
        .replaceAll("LOCK [0-9]+ bytes", "LOCK")
        .replaceAll("\\bprocess [0-9]+", "process #");
  }
}
