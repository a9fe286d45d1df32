package logkv.course.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import logkv.course.build.Compiler;
import logkv.course.report.Terminal;
import logkv.course.run.ThisJvm;
import logkv.course.run.WarmUp;

/**
 * Does in one JVM what the tool and its worker do, so that this JVM can write all classes that they
 * need into an archive ({@code -XX:ArchiveClassesAtExit}) from which they load faster.
 *
 * <p>The launcher calls it once after it has built the tool.
 */
public final class Training {
  private static final String SAMPLE = """
      package sample;

      import static org.assertj.core.api.Assertions.assertThat;

      import java.io.IOException;
      import java.nio.ByteBuffer;
      import java.nio.channels.FileChannel;
      import java.nio.file.Path;
      import java.util.*;
      import org.junit.jupiter.api.*;

      class SampleTest {
        sealed interface Shape {}
        record Round(int radius) implements Shape {}

        @Test
        void it_compiles() throws IOException {
          Map<String, Integer> sizes = new TreeMap<>();
          for (Shape shape : List.<Shape>of(new Round(1))) {
            sizes.put("round", shape instanceof Round round ? round.radius() : 0);
          }
          sizes.forEach((name, size) -> assertThat(size).as("%s", name).isPositive());
        }
      }
      """;

  private Training() {}

  public static void main(String[] arguments) throws IOException {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Path root = Path.of(System.getProperty("logkv.course.root", ""));
    Terminal terminal = new Terminal(nowhere, false, false, true, 100);
    new CourseCommand(root, terminal, nowhere).execute("status");
    System.setOut(nowhere);
    WarmUp.run();
    compileSample();
  }

  private static void compileSample() throws IOException {
    Path folder = Files.createTempDirectory("logkv-course");
    Path source = folder.resolve("SampleTest.java");
    Path classes = folder.resolve("classes");
    Files.writeString(source, SAMPLE);
    Compiler compiler = new Compiler();
    compiler.compile(folder, ThisJvm.classPath(), classes);
    compiler.compile(folder.resolve("nothing"), List.of(), classes); // empties it
    Files.delete(classes);
    Files.delete(source);
    Files.delete(folder);
  }
}
