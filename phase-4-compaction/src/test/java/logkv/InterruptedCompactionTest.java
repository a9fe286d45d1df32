package logkv;

import static logkv.Promise.promise;
import static logkv.Refusal.permits;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import logkv.crash.disk.DiskImage;
import logkv.crash.disk.Faults;
import logkv.crash.disk.SimulatedDisk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What the next opening makes of a directory in which a compaction was interrupted. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore("04-compaction.md#compact")
class InterruptedCompactionTest {
  private static final String LEFTOVERS = "04-compaction.md#removeleftovers";
  private static final String COMPACT = "04-compaction.md#compact";

  private SimulatedDisk disk = SimulatedDisk.empty();

  @BeforeEach
  void a_store_of_which_half_is_dead() throws IOException {
    try (LogStore store = open()) {
      store.put("black", "earl");
      store.put("green", "sencha");
      store.put("black", "assam"); // 27 bytes
      store.put("white", "silver");
      store.delete("green");
      store.delete("white");
    }
  }

  @Test
  void opening_removes_what_was_left_aside() throws IOException {
    Files.writeString(aside(), "whatever was written before the process died");

    open().close();

    requireNoLeftover("an opening");
  }

  @Test
  void what_was_left_aside_is_never_taken_for_the_log() throws IOException {
    try (LogStore other = LogStore.open(disk.path("/simulated-disk/other"))) {
      other.put("black", "yesterday's tea");
    }
    Files.move(disk.path("/simulated-disk/other/data.log"), aside());

    try (LogStore store = open()) {
      requireOneTea(store, "a whole log lies aside, and it means nothing");
      requireNoLeftover("an opening");
      store.compact();
      requireOneTea(store, "a whole log lay aside, and then the store was compacted");
    }
    requireOneRecord("the compaction wrote one record and did not append to a leftover");
  }

  @Test
  void a_compaction_that_finds_a_leftover_begins_from_nothing() throws IOException {
    try (LogStore store = open()) {
      Files.writeString(aside(), "half a lo"); // as a compaction that failed in this process leaves
      permits(
          store::compact,
          promise(
              COMPACT,
              "compact calls removeLeftovers first: a leftover blocks no later compaction"));
      requireOneTea(store, "a compaction after an interrupted one");
    }
    requireOneRecord(
        "compact calls removeLeftovers first: the new log is the live record, without what was left"
            + " aside before");
    try (LogStore store = open()) {
      requireOneTea(store, "reopened after that");
    }
  }

  @Test
  void wherever_the_process_was_killed_the_space_comes_back() throws IOException {
    List<DiskImage> images = imagesDuringACompaction();
    assertThat(images)
        .as(promise(COMPACT, "a compaction creates a file, writes, forces and renames"))
        .hasSizeGreaterThanOrEqualTo(4);

    for (int i = 0; i < images.size(); i++) {
      disk = SimulatedDisk.holding(images.get(i));
      String when = "killed before operation " + i + " of a compaction";
      try (LogStore store = open()) {
        requireOneTea(store, when);
        requireNoLeftover(when);
        store.put("green", "gyokuro");
        store.delete("green");
        store.compact();
        requireOneTea(store, when + ", then compacted");
      }
      requireOneRecord(when + ", the next compaction shrinks the log to its live record");
    }
  }

  /** The disk as it was before each operation of a compaction, and as it was in the end. */
  private List<DiskImage> imagesDuringACompaction() throws IOException {
    List<DiskImage> images = new ArrayList<>();
    try (LogStore store = open()) {
      disk.faults(new Faults() {
        @Override
        public boolean met() {
          return false;
        }

        @Override
        public int onWrite(String path, int length) {
          images.add(disk.image());
          return length;
        }

        @Override
        public void onForce(String path) {
          images.add(disk.image());
        }

        @Override
        public void onChange(String path) {
          images.add(disk.image());
        }
      });
      store.compact();
      disk.faults(Faults.NONE);
    }
    images.add(disk.image());
    return images;
  }

  private LogStore open() throws IOException {
    return LogStore.open(disk.directory(), CompactionPolicy.BY_HAND);
  }

  private Path aside() {
    return disk.directory().resolve("data.log.compact");
  }

  private void requireNoLeftover(String when) {
    assertThat(aside())
        .as(promise(LEFTOVERS, "%s: data.log.compact is removed before anything else", when))
        .doesNotExist();
  }

  private void requireOneTea(LogStore store, String when) throws IOException {
    String promise = promise(
        COMPACT,
        "%s: black is assam, and green and white were deleted. Until the rename the old log lies"
            + " there untouched, and from then on the new one, whole",
        when);
    assertThat(store.keys()).as(promise).containsExactly("black");
    assertThat(store.get("black")).as(promise).hasValue("assam");
  }

  private void requireOneRecord(String why) throws IOException {
    LogDrawing log = LogDrawing.of(disk.directory().resolve("data.log"));
    assertThat(log.records())
        .withFailMessage("%sWhat the log holds:\n%s", promise(COMPACT, why), log)
        .containsExactly("black=assam");
  }
}
