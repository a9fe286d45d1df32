package logkv.grading.report;

import java.util.Locale;

/** When Gradescope shows a student what became of a hidden promise. */
public enum Visibility {
  VISIBLE,
  AFTER_DUE_DATE,
  AFTER_PUBLISHED,
  HIDDEN;

  /** As Gradescope calls it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
