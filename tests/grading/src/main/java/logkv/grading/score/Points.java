package logkv.grading.score;

/** Writes tenths of a point as people read them. */
public final class Points {
  private Points() {}

  /** 30 is {@code "3"}, 25 is {@code "2.5"}. */
  public static String text(int tenths) {
    return tenths % 10 == 0 ? String.valueOf(tenths / 10) : tenths / 10 + "." + tenths % 10;
  }
}
