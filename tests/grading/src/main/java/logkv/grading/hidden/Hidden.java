package logkv.grading.hidden;

import java.io.IOException;
import java.util.List;
import logkv.course.Course;
import logkv.grading.alike.KnownStores;
import logkv.grading.bench.Examination;
import logkv.grading.bench.HiddenSuite;
import logkv.grading.bench.InChildSuite;
import logkv.grading.inside.ChecksumInside;
import logkv.grading.inside.CompactionInside;
import logkv.grading.inside.PersistenceInside;
import logkv.grading.inside.RecoveryInside;
import logkv.grading.inside.TombstoneInside;
import logkv.grading.score.Rubric;

/** What submissions of this course are tried with. A new suite is entered here. */
public final class Hidden {
  private static final String RUBRIC = "tests/grading/rubric.txt";

  private Hidden() {}

  /** The rubric of {@code course}, the suites that try its promises, and the visible tests. */
  public static Examination examination(Course course) throws IOException {
    Rubric rubric = Rubric.read(course.root().resolve(RUBRIC));
    return new Examination(rubric, suites(), inChild(), KnownStores.of(course), true);
  }

  private static List<HiddenSuite> suites() {
    return List.of(
        new MemoryPromises(),
        new PersistencePromises(),
        new TombstonePromises(),
        new CompactionPromises(),
        new RecoveryPromises(),
        new ChecksumPromises());
  }

  private static List<InChildSuite> inChild() {
    return List.of(
        new PersistenceInside(),
        new TombstoneInside(),
        new CompactionInside(),
        new RecoveryInside(),
        new ChecksumInside());
  }
}
