package logkv.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import logkv.crash.disk.SimulatedDisk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OnSimulatedDiskTest {

  @Test
  void an_ordinary_test_gets_a_directory_on_a_simulated_disk(
      @TempDir(factory = OnSimulatedDisk.class) Path directory) throws IOException {
    Files.writeString(directory.resolve("data.log"), "tea");

    assertThat(directory).hasToString("/simulated-disk/db");
    assertThat(SimulatedDisk.of(directory).image().listing())
        .containsEntry("/simulated-disk/db/data.log", 3);
  }

  @Test
  void two_directories_are_on_two_disks(
      @TempDir(factory = OnSimulatedDisk.class) Path first,
      @TempDir(factory = OnSimulatedDisk.class) Path second)
      throws IOException {
    Files.createFile(first.resolve("data.log"));

    assertThat(second).isEmptyDirectory();
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void a_real_path_is_on_no_simulated_disk() {
    assertThatThrownBy(() -> SimulatedDisk.of(Path.of("data.log")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("data.log is not on a simulated disk");
  }
}
