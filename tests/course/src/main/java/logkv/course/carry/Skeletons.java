package logkv.course.carry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;
import logkv.course.Skeleton;

/**
 * The sources of the phases as they were handed out, whatever has become of them since.
 *
 * <p>They come from the folder itself while nobody has changed it, then from the newest commit that
 * has them, then from a copy in {@code .course/skeletons}. Whatever is returned has the fingerprint
 * that is written in the phase's {@code phase.properties}.
 */
public final class Skeletons {
  private final Course course;
  private final Path copies;

  public Skeletons(Course course) {
    this.course = course;
    this.copies = course.root().resolve(".course").resolve("skeletons");
  }

  /**
   * Copies the skeletons of the phases that are untouched and have no copy yet. Where nothing can be
   * written, there will be no copy.
   */
  public void remember() {
    for (Phase phase : course.phases()) {
      try {
        Path copy = copyOf(phase);
        if (!Files.isDirectory(copy) && !phase.isBegun()) {
          Tree.writeNew(copy, Tree.read(phase.sources()));
        }
      } catch (IOException e) {
        // Perhaps next time; until somebody resets a phase nothing depends on it.
      }
    }
  }

  /**
   * Returns the skeleton of {@code phase}: texts by their names, as in {@code "log/LogFile.java"}.
   *
   * @throws CourseException if it can be had from nowhere
   */
  public SortedMap<String, String> of(Phase phase) throws IOException {
    if (!phase.isBegun()) {
      return Tree.read(phase.sources());
    }
    String folder = course.nameOf(phase.sources());
    Optional<SortedMap<String, String>> committed = new GitHistory(course.root())
        .newest(folder, texts -> isSkeletonOf(phase, texts))
        .map(GitHistory.Found::texts);
    if (committed.isPresent()) {
      return committed.get();
    }
    SortedMap<String, String> copied = copied(phase);
    if (isSkeletonOf(phase, copied)) {
      return copied;
    }
    throw new CourseException(
        "The sources of phase %d as they were handed out are not to be had: no commit has them, and"
                .formatted(phase.number())
            + " ./course has never seen them unchanged. Get a fresh copy of the course, put its"
            + " %s where yours is (keep yours), and try again.".formatted(folder));
  }

  private SortedMap<String, String> copied(Phase phase) {
    try {
      return Tree.read(copyOf(phase));
    } catch (IOException e) {
      return Collections.emptySortedMap();
    }
  }

  private static boolean isSkeletonOf(Phase phase, SortedMap<String, String> texts) {
    return Skeleton.fingerprint(texts).equals(phase.skeleton());
  }

  /** Named after the fingerprint too: a newer version of the course has other skeletons. */
  private Path copyOf(Phase phase) {
    String version = phase.skeleton().substring(0, Math.min(12, phase.skeleton().length()));
    return copies.resolve(phase.name() + "-" + version);
  }
}
