package logkv.crash.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ForbiddenIoTest {
  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          new java.io.RandomAccessFile(path.toString(), "rw") | java.io.RandomAccessFile
          new java.io.FileInputStream(path.toString())        | java.io.FileInputStream
          new java.io.FileOutputStream(path.toString())       | java.io.FileOutputStream
          new java.io.FileReader(path.toString())             | java.io.FileReader
          new java.io.FileWriter(path.toString())             | java.io.FileWriter
          new java.io.File(path.toString())                   | java.io.File
          new java.io.PrintWriter(path.toString())            | new java.io.PrintWriter(String)
          new java.io.PrintStream(path.toString())            | new java.io.PrintStream(String)
          path.toFile()                                       | java.nio.file.Path.toFile
          java.nio.channels.FileChannel.open(path).map(null, 0, 1) | java.nio.channels.FileChannel.map
          """)
  void whatever_the_simulated_disk_cannot_see_is_found(String expression, String found)
      throws IOException {
    compile(expression);

    assertThat(ForbiddenIo.scan(folder))
        .anySatisfy(sentence -> assertThat(sentence)
            .startsWith(
                "store.Store uses " + found + ", which does not work on the simulated disk"));
  }

  @Test
  void the_sentence_says_what_to_use_instead() throws IOException {
    compile("new java.io.RandomAccessFile(path.toString(), \"rw\")");

    assertThat(ForbiddenIo.scan(folder))
        .containsExactly(
            "store.Store uses java.io.RandomAccessFile, which does not work on the simulated disk:"
                + " use FileChannel.open(path, READ, WRITE) instead.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "java.nio.channels.FileChannel.open(path)",
        "java.nio.file.Files.newBufferedWriter(path)",
        "new java.io.PrintWriter(System.out)",
        "new java.io.IOException(\"java/io/RandomAccessFile\")",
        "123456789012L + 0.5",
      })
  void what_works_on_the_simulated_disk_is_not_found(String expression) throws IOException {
    compile(expression);

    assertThat(ForbiddenIo.scan(folder)).isEmpty();
  }

  @Test
  void a_jar_is_scanned_like_a_folder() throws IOException {
    compile("new java.io.File(path.toString())");
    Path jar = folder.resolve("store.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("store/Store.class"));
      out.write(Files.readAllBytes(folder.resolve("store/Store.class")));
    }

    assertThat(ForbiddenIo.scan(jar)).hasSize(1);
  }

  @Test
  void a_store_is_scanned_with_all_that_was_built_beside_it() throws IOException {
    List<String> found = ForbiddenIo.besides(ForbiddenIoTest.class);

    // MessagesTest shows what becomes of a path that escapes as a string.
    assertThat(found)
        .anySatisfy(sentence -> assertThat(sentence)
            .startsWith("logkv.crash.disk.MessagesTest uses java.io.RandomAccessFile"));
  }

  private void compile(String expression) throws IOException {
    Path source = folder.resolve("Store.java");
    Files.writeString(source, """
        package store;

        class Store {
          Object open(java.nio.file.Path path) throws Exception {
            return %s;
          }
        }
        """.formatted(expression));
    int status = ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, "-d", folder.toString(), source.toString());
    assertThat(status).isZero();
  }
}
