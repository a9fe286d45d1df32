package logkv;

import static logkv.Promise.promise;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import logkv.KilledProcess.Work;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No simulation: a real process that puts and deletes, a real disk, a real kill. */
@Tag("slow")
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore("03-tombstones.md#crashes")
class KilledDeletesTest {
  private static final int KILLS = 10;

  @TempDir
  Path directory;

  @Test
  void no_acknowledged_delete_is_undone_when_its_process_is_killed() throws Exception {
    Random steps = new Random(10);
    int done = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      int acknowledged =
          KilledProcess.killAfter(Work.PUTS_AND_DELETES, directory, done, 10 + steps.nextInt(100));

      Map<String, String> found = found();
      boolean oneMore = found.equals(Work.PUTS_AND_DELETES.after(acknowledged + 1));
      done = oneMore ? acknowledged + 1 : acknowledged;
      assertThat(found)
          .as(promise(
              "03-tombstones.md#crashes",
              "kill %d: %d puts and deletes were acknowledged and hold; the next one may, too",
              kill,
              acknowledged))
          .isEqualTo(Work.PUTS_AND_DELETES.after(done));
    }
  }

  private Map<String, String> found() throws IOException {
    try (LogStore store = LogStore.open(directory)) {
      return KilledProcess.contents(store);
    }
  }
}
