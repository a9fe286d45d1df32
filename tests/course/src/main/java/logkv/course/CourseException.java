package logkv.course;

import java.io.IOException;

/** Something that the person at the keyboard can mend; the message is a sentence that says how. */
public final class CourseException extends IOException {
  private static final long serialVersionUID = 1L;

  public CourseException(String sentence) {
    super(sentence);
  }
}
