package logkv.crash.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DiskImageTest {
  private final SimulatedDisk disk = SimulatedDisk.empty();
  private final Path db = disk.directory();

  @Test
  void a_mounted_image_holds_what_was_on_the_disk() throws IOException {
    Files.writeString(db.resolve("data.log"), "tea");
    Files.createDirectories(db.resolve("old/empty"));
    Files.writeString(db.resolve("old/1.log"), "coffee");

    SimulatedDisk mounted = SimulatedDisk.holding(disk.image());

    assertThat(mounted.directory().resolve("data.log")).hasContent("tea");
    assertThat(mounted.directory().resolve("old/1.log")).hasContent("coffee");
    assertThat(mounted.directory().resolve("old/empty")).isEmptyDirectory();
    assertThat(mounted.journal()).isEmpty();
  }

  @Test
  void an_image_does_not_change_when_its_disk_does() throws IOException {
    Files.writeString(db.resolve("data.log"), "tea");
    DiskImage image = disk.image();
    Files.writeString(db.resolve("data.log"), "!", APPEND);
    Files.createFile(db.resolve("more"));

    assertThat(image.bytes("/simulated-disk/db/data.log")).asString().isEqualTo("tea");
    assertThat(image.listing()).containsOnlyKeys("/simulated-disk/db/data.log");
  }

  @Test
  void an_image_does_not_change_when_a_disk_that_mounts_it_does() throws IOException {
    Files.writeString(db.resolve("data.log"), "tea");
    DiskImage image = disk.image();
    long before = image.fingerprint();
    Path mounted = SimulatedDisk.holding(image).directory().resolve("data.log");
    Files.writeString(mounted, "TEA");
    Files.writeString(mounted, "!", APPEND);
    Files.delete(mounted);

    assertThat(image.fingerprint()).isEqualTo(before);
    assertThat(image.bytes("/simulated-disk/db/data.log")).asString().isEqualTo("tea");
  }

  @Test
  void an_image_does_not_change_when_its_files_are_written_over_in_place() throws IOException {
    Files.writeString(db.resolve("data.log"), "green tea");
    DiskImage image = disk.image();
    writeAtBeginning(db.resolve("data.log"), "G");
    writeAtBeginning(SimulatedDisk.holding(image).directory().resolve("data.log"), "X");

    assertThat(image.bytes("/simulated-disk/db/data.log")).asString().isEqualTo("green tea");
  }

  @Test
  void nor_when_they_are_cut_before() throws IOException {
    Files.writeString(db.resolve("data.log"), "green tea");
    SimulatedDisk mounted = SimulatedDisk.holding(disk.image());
    Path log = mounted.directory().resolve("data.log");
    try (FileChannel channel = FileChannel.open(log, WRITE)) {
      channel.truncate(5);
    }
    DiskImage image = mounted.image();
    writeAtBeginning(log, "G");

    assertThat(image.bytes("/simulated-disk/db/data.log")).asString().isEqualTo("green");
    assertThat(log).hasContent("Green");
  }

  private static void writeAtBeginning(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, WRITE)) {
      channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)), 0);
    }
  }

  @Test
  void a_file_created_on_a_mounted_image_gets_the_next_number() throws IOException {
    Files.writeString(db.resolve("data.log"), "tea");
    DiskImage image = disk.image();
    SimulatedDisk mounted = SimulatedDisk.holding(image);
    Files.createFile(mounted.directory().resolve("more"));

    assertThat(mounted.journal().get(0).operation())
        .isEqualTo(new Operation.Create(2, "more", image.inodes()));
  }

  @Test
  void numbers_lead_to_what_names_lead_to() throws IOException {
    Files.writeString(db.resolve("data.log"), "tea");

    DiskImage image = disk.image();
    int log = image.names(2).find("data.log");
    assertThat(image.isDirectory(2)).isTrue();
    assertThat(image.isDirectory(log)).isFalse();
    assertThat(image.names(log)).isNull();
    assertThat(image.sharedBytes(log)).asString().isEqualTo("tea");
  }

  @Test
  void the_listing_is_sorted_and_tells_sizes() throws IOException {
    Files.writeString(db.resolve("b"), "12");
    Files.writeString(db.resolve("a"), "1");
    Files.createDirectory(db.resolve("empty"));

    assertThat(disk.image()).hasToString("{/simulated-disk/db/a=1, /simulated-disk/db/b=2}");
  }

  @Test
  void the_bytes_of_what_is_no_file_are_asked_for_in_vain() {
    DiskImage image = disk.image();

    assertThatThrownBy(() -> image.bytes("/simulated-disk/db/none"))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> image.bytes("/simulated-disk/none/data.log"))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> image.bytes("/simulated-disk/db"))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void an_image_needs_a_root_directory() {
    assertThatThrownBy(() -> DiskImage.of(new byte[1][], new Names[1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DiskImage.of(new byte[2][], new Names[] {Names.NONE}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_image_can_be_kept_in_real_files(@TempDir Path real) throws IOException {
    Files.writeString(db.resolve("data.log"), "tea");
    Files.createDirectory(db.resolve("empty"));
    disk.image().writeTo(real.resolve("kept"));

    assertThat(real.resolve("kept/simulated-disk/db/data.log")).hasContent("tea");
    assertThat(real.resolve("kept/simulated-disk/db/empty")).isEmptyDirectory();
  }

  @Test
  void a_kept_image_replaces_the_one_before_and_nothing_else(@TempDir Path real)
      throws IOException {
    Files.writeString(real.resolve("mine"), "untouched");
    Files.writeString(db.resolve("data.log.compact"), "old");
    disk.image().writeTo(real);
    Files.delete(db.resolve("data.log.compact"));
    disk.image().writeTo(real);

    assertThat(real.resolve("simulated-disk/db")).isEmptyDirectory();
    assertThat(real.resolve("mine")).hasContent("untouched");
  }
}
