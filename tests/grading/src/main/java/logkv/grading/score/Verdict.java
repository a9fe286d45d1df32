package logkv.grading.score;

/** What came of one promise. Only {@link #KEPT} earns its points. */
public enum Verdict {
  /** All that was tried of it held. */
  KEPT,
  /** Something was tried that did not hold; the story says what. */
  BROKEN,
  /** It was not decided, because the submission was stopped before; the story says by which limit. */
  NOT_REACHED,
  /** The phase does not compile. */
  NOT_COMPILED,
  /** The submission has nothing of this phase. */
  NOT_SUBMITTED
}
