package logkv.course.check;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = SECONDS)
@DisplayNameGeneration(ReplaceUnderscores.class)
class FolderWatchTest {
  @TempDir
  Path phase;

  private final ExecutorService watcher = Executors.newSingleThreadExecutor();

  @BeforeEach
  void a_phase_with_a_file() throws IOException {
    write("src/main/java/Tea.java", "class Tea {}");
  }

  @AfterEach
  void end() {
    watcher.shutdownNow();
  }

  @Test
  void a_changed_file_is_noticed() throws Exception {
    try (FolderWatch watch = FolderWatch.of(phase)) {
      Future<?> noticed = noticed(watch);

      write("src/main/java/Tea.java", "class Tea { }");

      noticed.get();
    }
  }

  @Test
  void a_file_in_a_new_folder_is_noticed_and_so_is_its_end() throws Exception {
    try (FolderWatch watch = FolderWatch.of(phase)) {
      Future<?> noticed = noticed(watch);
      write("src/main/java/log/Cup.java", "class Cup {}");
      noticed.get();

      noticed = noticed(watch);
      Files.delete(phase.resolve("src/main/java/log/Cup.java"));
      noticed.get();
    }
  }

  @Test
  void a_change_before_the_waiting_began_is_not_lost() throws Exception {
    try (FolderWatch watch = FolderWatch.of(phase)) {
      write("src/test/java/TeaTest.java", "class TeaTest {}");

      noticed(watch).get();
    }
  }

  @Test
  void what_is_built_is_no_change() throws Exception {
    try (FolderWatch watch = FolderWatch.of(phase)) {
      write("target/course/classes/Tea.class", "anything");
      assertThat(watch.hasChanged()).isFalse();

      write("src/main/java/Tea.java", "class Tea { }");
      assertThat(watch.hasChanged()).isTrue();
    }
  }

  private Future<?> noticed(FolderWatch watch) {
    return watcher.submit(() -> {
      watch.awaitChange();
      return null;
    });
  }

  private void write(String name, String text) throws IOException {
    Path file = phase.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
