package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import logkv.segmented.SegmentedStore;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code kv} as a process: what only the operating system can show. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProcessTest {
  @TempDir
  Path directory;

  @Test
  void the_exit_status_and_the_exact_bytes_reach_the_shell() throws Exception {
    Process put = start("put", "tea", "-");
    try (OutputStream in = put.getOutputStream()) {
      in.write("grün\r\n".getBytes(UTF_8));
    }
    assertThat(put.waitFor()).isZero();

    Process get = start("get", "tea");
    assertThat(get.getInputStream().readAllBytes()).isEqualTo("grün\r\n".getBytes(UTF_8));
    assertThat(get.waitFor()).isZero();
    assertThat(start("get", "mate").waitFor()).isEqualTo(1);
    assertThat(start("get").waitFor()).isEqualTo(2);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "arguments are always text on other systems")
  void an_argument_that_this_terminal_cannot_write_never_becomes_another_key() throws Exception {
    String put = String.join("' '", command("put")) + "' \"$(printf 'gr\\303\\274n')\" tea";
    ProcessBuilder shell = process(List.of("sh", "-c", "'" + put));
    shell.environment().put("LC_ALL", "C");

    Process refused = shell.start();

    assertThat(errorsOf(refused))
        .contains("an argument holds bytes that are no text in this terminal");
    assertThat(refused.waitFor()).isEqualTo(2);
    assertThat(directory.resolve("store")).doesNotExist();
  }

  @Test
  void another_process_is_told_who_has_the_store_open() throws Exception {
    Path store = directory.resolve("store");
    try (SegmentedStore holder = SegmentedStore.open(store)) {
      holder.put("tea".getBytes(UTF_8), "green".getBytes(UTF_8));
      Process refused = start("put", "tea", "black");

      assertThat(errorsOf(refused))
          .isEqualTo("kv: %s: the store is open in process %d; close it there first"
              .formatted(store, ProcessHandle.current().pid()));
      assertThat(refused.waitFor()).isEqualTo(4);
    }
    assertThat(answer("get", "tea")).containsExactly("green");
  }

  @Test
  void a_reader_that_has_seen_enough_is_no_error() throws Exception {
    Path list = directory.resolve("list.csv");
    Files.writeString(list, "k," + "x".repeat(1_000_000));
    assertThat(start("import", list.toString()).waitFor()).isZero();

    Process export = start("export", "--format", "csv");
    export.getInputStream().read();
    export.getInputStream().close();

    assertThat(new String(export.getErrorStream().readAllBytes(), UTF_8)).isEmpty();
    assertThat(export.waitFor()).isEqualTo(141);
  }

  @Test
  @EnabledOnOs(
      value = {OS.LINUX, OS.MAC},
      disabledReason = "Windows has no signal that asks a process to end")
  void a_process_that_is_asked_to_end_closes_the_store_and_says_how_far_it_was() throws Exception {
    Process asked = start("import", "--format", "lines");
    OutputStream in = asked.getOutputStream();
    in.write("tea\n".repeat(100_000).getBytes(UTF_8)); // much more than pipes hold
    in.flush();
    asked.toHandle().destroy(); // and leave the pipes open

    assertThat(errorsOf(asked))
        .matches("kv: interrupted with [1-9][0-9,]+ imported; the same import goes on there");
    assertThat(asked.waitFor()).isEqualTo(128 + 15);
    assertThat(directory.resolve("store/index.snapshot")).exists();
  }

  @Test
  @Tag("slow")
  void an_import_that_is_killed_leaves_a_prefix_and_can_be_run_again() throws Exception {
    List<String> lines =
        IntStream.range(0, 3_000).mapToObj(n -> n + " " + "x".repeat(300)).toList();
    Path list = Files.write(directory.resolve("list.txt"), lines);

    Process killed = start("import", "--format", "lines");
    try (OutputStream in = killed.getOutputStream()) {
      // A pipe holds 64 KiB, and kv as much: when this returns, the first thousand lines were put.
      in.write(String.join("\n", lines.subList(0, 2_500)).getBytes(UTF_8));
      in.flush();
      killed.destroyForcibly().waitFor();
    } catch (IOException expected) { // the pipe broke before the stream could be closed
    }

    List<String> left = answer("export", "--format", "lines");
    assertThat(left).hasSizeGreaterThanOrEqualTo(1_000).isEqualTo(lines.subList(0, left.size()));
    String summary = errorsOf(start("import", list.toString()));
    assertThat(summary)
        .isEqualTo(
            "%,d imported, %,d were already there".formatted(3_000 - left.size(), left.size()));
    assertThat(answer("export", "--format", "lines")).isEqualTo(lines);
  }

  private List<String> answer(String... arguments) throws IOException {
    Process process = start(arguments);
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      return out.lines().toList();
    }
  }

  private static String errorsOf(Process process) throws IOException {
    return new String(process.getErrorStream().readAllBytes(), UTF_8).strip();
  }

  private Process start(String... arguments) throws IOException {
    return process(command(arguments)).start();
  }

  private ProcessBuilder process(List<String> command) {
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().put("KV_DIR", directory.resolve("store").toString());
    return process;
  }

  private static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath()));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  /** The parts of kv.jar, which is built after these tests. */
  private static String classPath() {
    return Stream.of(Main.class, CommandLine.class, JsonFactory.class, CsvReader.class)
        .map(ProcessTest::placeOf)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String placeOf(Class<?> type) {
    return Path.of(
            URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }
}
