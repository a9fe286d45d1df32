package logkv.grading.notes;

/**
 * A place in the notes that is not as it must be.
 *
 * @param file its name from the root of the course
 * @param line counted from 1
 * @param what is wrong, and what to do about it
 */
public record Finding(String file, int line, String what) implements Comparable<Finding> {

  @Override
  public int compareTo(Finding other) {
    int byFile = file.compareTo(other.file);
    return byFile != 0 ? byFile : Integer.compare(line, other.line);
  }

  @Override
  public String toString() {
    return file + ":" + line + ": " + what;
  }
}
