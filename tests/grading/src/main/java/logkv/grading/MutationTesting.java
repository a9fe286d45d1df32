package logkv.grading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import logkv.course.Phase;

/**
 * Says for each phase how many mutants of its answer its own tests kill:
 *
 * <pre>
 *   ./mvnw -Pmutants -pl tests/grading verify
 *   ./mvnw -Pmutants -pl tests/grading verify -Dmutants.phase=2
 * </pre>
 *
 * <p>What is changed is what the learner writes: the lines that the answer has and the skeleton does
 * not, in the files in which the phase leaves something to do. Every survivor is either killed by a test that is still missing, or stands in {@code survivors.txt} with the reason
 * why nobody could notice it. Anything else, and fewer than 90 in 100 killed, is a failure: exit
 * status 1.
 */
public final class MutationTesting {
  private static final double ENOUGH = 0.9;

  private final Chain chain;
  private final Survivors survivors;
  private final Path work;

  private MutationTesting(Chain chain) throws IOException {
    this.chain = chain;
    Path grading = chain.root().resolve("tests/grading");
    this.survivors = Survivors.in(grading.resolve("survivors.txt"));
    this.work = grading.resolve("target/mutants");
  }

  /** Takes the numbers of the phases to look at; all of them if there are none. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Set<Integer> wanted = new TreeSet<>();
    for (String phase : args) {
      wanted.add(Integer.valueOf(phase));
    }
    MutationTesting testing = new MutationTesting(Chain.around(Path.of("")));
    System.out.printf("%-22s %8s %8s %8s%n", "suite", "mutants", "killed", "excused");
    boolean strong = true;
    for (Phase phase : testing.chain.phases()) {
      if (wanted.isEmpty() || wanted.contains(phase.number())) {
        strong &= testing.test(phase);
      }
    }
    System.exit(strong ? 0 : 1); // PIT leaves threads behind
  }

  private boolean test(Phase phase) throws IOException, InterruptedException {
    CourseModule suite = CourseModule.of(phase);
    CourseModule answer = chain.answerTo(phase);
    Path kit = chain.root().resolve("tests/crash-kit/target/classes");
    List<Mutant> mutants = new ArrayList<>(
        new MutationRun(suite, answer, answered(phase), kit).in(work.resolve(suite.name())));
    Set<String> given = given(suite);
    mutants.removeIf(mutant -> given.contains(mutant.source()));

    List<Mutant> alive = mutants.stream().filter(mutant -> !mutant.killed()).toList();
    List<Mutant> unexplained =
        alive.stream().filter(mutant -> !survivors.excuse(mutant)).toList();
    int killed = mutants.size() - alive.size();
    int excused = alive.size() - unexplained.size();
    System.out.printf("%-22s %8d %8d %8d%n", suite, mutants.size(), killed, excused);
    for (Mutant mutant : unexplained) {
      System.out.printf("  survived, line %d: %s%n", mutant.line(), mutant.name());
    }
    return !mutants.isEmpty()
        && unexplained.isEmpty()
        && killed >= ENOUGH * (mutants.size() - excused);
  }

  /** The lines, without the spaces around them, that a learner finds in the skeleton. */
  private static Set<String> given(CourseModule skeleton) throws IOException {
    Set<String> given = new HashSet<>();
    for (String source : CourseModule.texts(skeleton.sources()).values()) {
      source.lines().map(String::strip).forEach(given::add);
    }
    return given;
  }

  /** The classes that somebody writes who solves {@code phase}: those with a TODO of it. */
  private static List<String> answered(Phase phase) throws IOException {
    Path sources = CourseModule.of(phase).sources();
    List<String> classes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
        if (Todos.phases(Files.readString(file)).contains(phase.number())) {
          String name = sources.relativize(file).toString().replaceFirst("\\.java$", "");
          classes.add(name.replaceAll("[/\\\\]", "."));
        }
      }
    }
    return classes;
  }
}
