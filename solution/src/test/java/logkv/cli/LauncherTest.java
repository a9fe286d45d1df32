package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher {@code kv}, in a repository with a build that only counts how often it runs, and with
 * a JDK that only prints its arguments.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "kv.cmd is the launcher there")
class LauncherTest {
  private static final String FIRST_USE = "Building kv (first use, about a minute) ...\n";

  private static final String COUNTING_BUILD =
      "echo built >> builds\necho a jar > solution/target/kv.jar\n";

  @TempDir
  Path directory;

  private Path repository;
  private Path jar;
  private Path jdk;

  @BeforeEach
  void a_repository_and_a_jdk() throws IOException {
    Path real = Path.of("").toAbsolutePath().getParent();
    repository = Files.createDirectories(directory.resolve("a repository with spaces"));
    jar = repository.resolve("solution/target/kv.jar");
    Files.createDirectories(repository.resolve(".mvn"));
    Files.createDirectories(repository.resolve("solution/src/main"));
    Files.copy(real.resolve(".mvn/launcher.sh"), repository.resolve(".mvn/launcher.sh"));
    script(repository.resolve("kv"), Files.readString(real.resolve("kv")));
    script(repository.resolve("mvnw"), "#!/bin/sh\n" + COUNTING_BUILD);
    Files.createFile(repository.resolve("pom.xml"));
    Files.createFile(repository.resolve("solution/pom.xml"));
    jdk = jdk("17.0.2");
  }

  @Test
  void the_first_use_builds_and_says_so_and_the_next_one_does_not() throws Exception {
    Ran first = run(repository.resolve("kv"), "get", "a key");
    Ran second = run(repository.resolve("kv"), "get", "a key");

    assertThat(first.err()).isEqualTo(FIRST_USE);
    assertThat(first.out()).endsWith("[-jar] [" + jar + "] [get] [a key]\n");
    assertThat(second).isEqualTo(new Ran(0, first.out(), ""));
  }

  @Test
  void sources_that_are_newer_than_the_jar_are_built_again() throws Exception {
    run(repository.resolve("kv"));
    Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));

    assertThat(run(repository.resolve("kv")).err())
        .isEqualTo("Building kv (its sources have changed) ...\n");
    assertThat(run(repository.resolve("kv")).err()).isEmpty();
  }

  @Test
  void it_works_through_a_symbolic_link_from_anywhere() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("link"), repository.resolve("kv"));

    assertThat(run(Files.createSymbolicLink(directory.resolve("link to the link"), link))
            .err())
        .isEqualTo(FIRST_USE);
  }

  @Test
  void of_two_at_once_one_builds_and_the_other_waits() throws Exception {
    Path gate = directory.resolve("gate");
    assertThat(new ProcessBuilder("mkfifo", gate.toString()).start().waitFor()).isZero();
    script(repository.resolve("mvnw"), "#!/bin/sh\ncat '%s'\n%s".formatted(gate, COUNTING_BUILD));

    Process one = start(repository.resolve("kv"));
    BufferedReader oneSays = one.errorReader(UTF_8);
    assertThat(oneSays.readLine()).startsWith("Building kv");
    Process other = start(repository.resolve("kv"));
    BufferedReader otherSays = other.errorReader(UTF_8);
    String otherSaid = otherSays.readLine();
    Files.writeString(gate, "open");

    assertThat(otherSaid).isEqualTo("Waiting for another kv, which is building ...");
    assertThat(one.waitFor()).isZero();
    assertThat(other.waitFor()).isZero();
    assertThat(Files.readAllLines(repository.resolve("builds"))).hasSize(1);
  }

  @Test
  void a_build_that_fails_is_told_and_tried_again_the_next_time() throws Exception {
    script(
        repository.resolve("mvnw"),
        "#!/bin/sh\necho half a jar > solution/target/kv.jar\nexit 1\n");

    for (int attempt = 1; attempt <= 2; attempt++) {
      Ran failed = run(repository.resolve("kv"));
      assertThat(failed.status()).isEqualTo(2);
      assertThat(failed.err()).endsWith("kv: it could not be built; the messages above say why.\n");
    }
    assertThat(jar).doesNotExist();
  }

  @Test
  void the_first_use_writes_the_classes_down_and_every_use_reads_them() throws Exception {
    String archive = "[-XX:SharedArchiveFile=" + jar.resolveSibling("kv.jsa") + "]";

    assertThat(run(repository.resolve("kv")).out()).contains(archive);
    Files.writeString(jar.resolveSibling("kv.jsa"), "older classes");
    assertThat(run(repository.resolve("kv")).out()).contains(archive);
    assertThat(jar.resolveSibling("kv.jsa")).hasContent("older classes");
  }

  @Test
  void classes_that_another_java_has_written_down_are_written_anew() throws Exception {
    run(repository.resolve("kv"));
    Files.writeString(jar.resolveSibling("kv.jsa"), "older classes");
    Files.writeString(jar.resolveSibling("kv.jsa.java"), "/another/java\n");

    run(repository.resolve("kv"));

    assertThat(jar.resolveSibling("kv.jsa")).hasContent("classes");
  }

  @Test
  void where_the_classes_cannot_be_written_down_everything_else_works() throws Exception {
    Files.createDirectories(jar.resolveSibling("kv.jsa/in the way"));

    assertThat(run(repository.resolve("kv"), "get"))
        .satisfies(ran -> assertThat(ran.status()).isZero())
        .satisfies(ran -> assertThat(ran.err()).isEqualTo(FIRST_USE))
        .satisfies(ran -> assertThat(ran.out()).doesNotContain("SharedArchive"));
  }

  @Test
  void a_jdk_that_is_too_old_is_not_used() throws Exception {
    script(jdk.resolve("release"), "JAVA_VERSION=\"1.8.0_402\"\n");

    assertThat(run(repository.resolve("kv")).out()).doesNotContain("[-jar]");
  }

  @Test
  void a_repository_that_cannot_be_written_is_told_in_a_sentence() throws Exception {
    Files.createFile(repository.resolve("solution/target")); // stands in the way, even for root

    assertThat(run(repository.resolve("kv")))
        .isEqualTo(new Ran(
            2,
            "",
            "kv: it has to be built first, and " + jar.getParent() + " cannot be written."
                + " Make it writable, or copy the repository to where you may write.\n"));
  }

  private Ran run(Path launcher, String... arguments) throws Exception {
    Process process = start(launcher, arguments);
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Ran(process.waitFor(), out, err);
  }

  private Process start(Path launcher, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(command).directory(directory.toFile());
    process.environment().put("JAVA_HOME", jdk.toString());
    return process.start();
  }

  private Path jdk(String version) throws IOException {
    Path home = directory.resolve("jdk");
    Files.createDirectories(home.resolve("bin"));
    script(home.resolve("bin/java"), """
        #!/bin/sh
        for argument; do
          case $argument in
          -XX:ArchiveClassesAtExit=*) echo classes >"${argument#*=}" ;;
          esac
        done
        printf '[%s] ' "$@" | sed 's/ $//'
        echo
        """);
    script(home.resolve("bin/javac"), "#!/bin/sh\n");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** How a launcher ended, and what it said. */
  private record Ran(int status, String out, String err) {}
}
