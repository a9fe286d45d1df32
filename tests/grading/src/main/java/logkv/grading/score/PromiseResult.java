package logkv.grading.score;

/**
 * What came of one promise of one submission.
 *
 * @param story what was done, expected and found, in at most {@value #MOST_LINES} lines; empty if it
 *     was kept; may hold text that the submission chose
 * @param hint what to try next, or empty
 */
public record PromiseResult(Promise promise, Verdict verdict, String story, String hint) {
  /** Longer stories are cut, and say so. */
  public static final int MOST_LINES = 40;

  private static final int MOST_CHARACTERS = 8_000;

  public PromiseResult {
    story = StoryText.cut(story, MOST_LINES, MOST_CHARACTERS);
    hint = StoryText.cut(hint, 4, 1_000);
  }

  public static PromiseResult kept(Promise promise) {
    return new PromiseResult(promise, Verdict.KEPT, "", "");
  }

  /** Tenths of a point. */
  public int points() {
    return verdict == Verdict.KEPT ? promise.points() : 0;
  }
}
