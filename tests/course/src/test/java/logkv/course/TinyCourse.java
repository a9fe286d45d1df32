package logkv.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A course of phases with a class or two each, in a temporary folder. */
public final class TinyCourse {
  private final Path root;

  public TinyCourse(Path root) {
    this.root = root;
  }

  /** Adds {@code phase-N-tiny} with a step {@code Tea.brew} and the number of tests it is to have. */
  public TinyCourse withPhase(int number, int tests) throws IOException {
    write(number, "phase.properties", """
        title=Tiny number %d
        tests=%d
        skeleton=none
        """.formatted(number, tests));
    return write(number, "hints.md", """
        # Hints for phase %1$d

        ## Tea.brew
        lectures/0%1$d-tea.md#brew
        1. Water first.
        2. Then the leaves.
        3. `water.boil()`

        ## Tea.pour
        lectures/0%1$d-tea.md#pour
        1. Into a cup.
        2. Slowly.
        3. `cup.fill()`
        """.formatted(number));
  }

  /** Writes the student's class {@code tea.Tea} of a phase: its members. */
  public TinyCourse withTea(int number, String members) throws IOException {
    return write(number, "src/main/java/tea/Tea.java", """
        package tea;

        public class Tea {
        %s
        }
        """.formatted(members.indent(2)));
  }

  /** Writes a test class of a phase: its members. */
  public TinyCourse withTest(int number, String className, String members) throws IOException {
    return write(number, "src/test/java/tea/" + className + ".java", testClass(className, members));
  }

  /** The source of a class in package {@code tea} that may use JUnit, jqwik and AssertJ. */
  public static String testClass(String className, String members) {
    return """
        package tea;
        import static org.assertj.core.api.Assertions.*;
        import org.junit.jupiter.api.*;
        import org.junit.jupiter.params.*;
        import org.junit.jupiter.params.provider.*;
        import net.jqwik.api.ForAll;
        import net.jqwik.api.Property;

        class %s {
        %s
        }
        """.formatted(className, members);
  }

  public TinyCourse write(int number, String name, String text) throws IOException {
    Path file = root.resolve("phase-%d-tiny".formatted(number)).resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /** Makes what a phase's sources are now its skeleton. */
  public TinyCourse handedOut(int number) throws IOException {
    Path facts = root.resolve("phase-%d-tiny/phase.properties".formatted(number));
    Path sources = root.resolve("phase-%d-tiny/src/main/java".formatted(number));
    String lines = Files.readString(facts)
        .replaceFirst("skeleton=.*", "skeleton=" + Skeleton.fingerprint(sources));
    Files.writeString(facts, lines);
    return this;
  }

  public Course course() throws IOException {
    return Course.at(root);
  }
}
