package logkv.grading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import logkv.course.Phase;
import logkv.course.Skeleton;

/**
 * The fingerprint in {@code phase.properties} is that of the sources.
 *
 * <p>In a learner's clone it stops being so with the first line that he writes, and rightly: that is
 * how the build knows that he has begun. So this rule is for those who maintain the course.
 */
final class Untouched implements Rule {

  @Override
  public String name() {
    return "fingerprint";
  }

  @Override
  public String promise() {
    return "every phase.properties holds the fingerprint of its skeleton";
  }

  @Override
  public List<Violation> check(Chain chain) throws IOException {
    List<Violation> violations = new ArrayList<>();
    for (Phase phase : chain.phases()) {
      if (phase.isBegun()) {
        violations.add(new Violation(
            name(),
            chain.nameOf(phase.folder().resolve("phase.properties")),
            "the sources have changed; if that was meant, write skeleton="
                + Skeleton.fingerprint(phase.sources())));
      }
    }
    return violations;
  }
}
