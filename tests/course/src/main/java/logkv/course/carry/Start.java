package logkv.course.carry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;
import logkv.course.Skeleton;
import logkv.course.build.CompileError;
import logkv.course.build.Compiler;
import logkv.course.carry.Carrying.Carried;

/** Puts a phase into the state in which somebody wants to begin it, after saving what is there. */
public final class Start {
  private final Course course;
  private final Phase phase;
  private final Skeletons skeletons;

  public Start(Course course, Phase phase) {
    this.course = course;
    this.phase = phase;
    this.skeletons = new Skeletons(course);
  }

  /**
   * What was done.
   *
   * @param saved where her sources are, if any had to be replaced: what was there just now, and
   *     before it what was there when an earlier attempt began that was interrupted
   * @param carried what has become of her files of the phase before, if they were to be carried
   */
  public record Started(List<Path> saved, Optional<Carried> carried) {}

  /**
   * The phase as it was handed out.
   *
   * @param command as the student can type it again, should it be interrupted
   */
  public Started withOurs(String command) throws IOException {
    return new Started(replace(skeletons.of(phase), command), Optional.empty());
  }

  /**
   * The phase with her own code of the phase before.
   *
   * @param command as the student can type it again, should it be interrupted
   */
  public Started withHers(String command) throws IOException {
    Phase from = phaseBefore();
    if (!from.isBegun()) {
      throw new CourseException(
          "You have changed nothing in phase %d, so there is nothing to carry."
                  .formatted(from.number())
              + " ./course start %d --reference begins with our answer.".formatted(phase.number()));
    }
    Carrying carrying = new Carrying(
        from, phase, skeletons.of(from), Tree.readJava(from.sources()), skeletons.of(phase));
    try (TrialBuild trial = new TrialBuild(course, phase)) {
      requireThatItCompiles(from);
      Carried carried = carrying.run(trial);
      return new Started(replace(carried.sources(), command), Optional.of(carried));
    }
  }

  /** The phase from which code is carried into this one. */
  public Phase phaseBefore() throws CourseException {
    List<Phase> before = course.before(phase);
    if (before.isEmpty()) {
      throw new CourseException(
          "Phase %d is the first one, so there is nothing to carry. ./course test %d runs it."
              .formatted(phase.number(), phase.number()));
    }
    return before.get(before.size() - 1);
  }

  private void requireThatItCompiles(Phase from) throws IOException {
    Path classes = from.folder().resolve("target").resolve("course").resolve("trial");
    List<CompileError> errors =
        new Compiler().compile(from.sources(), List.of(), classes).errors();
    Tree.delete(classes);
    if (!errors.isEmpty()) {
      CompileError first = errors.get(0);
      throw new CourseException("Phase %d does not compile, so it cannot be carried: %s:%d: %s"
          .formatted(
              from.number(),
              course.nameOf(first.file()),
              first.line(),
              first.message().strip()));
    }
  }

  private List<Path> replace(SortedMap<String, String> sources, String command) throws IOException {
    boolean interrupted = Replacement.interrupted(course, phase).isPresent();
    if (!interrupted && are(sources)) {
      return List.of();
    }
    List<Path> saved = new Replacement(course, phase).with(sources, command);
    if (!are(sources)) {
      throw new CourseException("%s is not what it was to be; somebody else writes there. %s"
          .formatted(course.nameOf(phase.sources()), "Your files are in " + saved));
    }
    return saved;
  }

  private boolean are(SortedMap<String, String> sources) throws IOException {
    return Skeleton.fingerprint(phase.sources()).equals(Skeleton.fingerprint(sources));
  }
}
