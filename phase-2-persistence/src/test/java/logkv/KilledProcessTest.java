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

/** No simulation: a real process, a real disk, a real kill. */
@Tag("slow")
@DisplayNameGeneration(ReplaceUnderscores.class)
class KilledProcessTest {
  private static final int KILLS = 5;

  @TempDir
  Path directory;

  @Test
  void every_acknowledged_put_survives_when_its_process_is_killed() throws Exception {
    Random steps = new Random(9);
    int done = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      assertThat(found()).as("before kill %d", kill).isEqualTo(Work.PUTS.after(done));

      int acknowledged =
          KilledProcess.killAfter(Work.PUTS, directory, done, 1 + steps.nextInt(100));

      done = found().equals(Work.PUTS.after(acknowledged)) ? acknowledged : acknowledged + 1;
      assertThat(found())
          .as(promise(
              "02-persistence.md#crashes",
              "kill %d: %d puts were acknowledged; they are there, and the next one entirely or not at all",
              kill,
              acknowledged))
          .isEqualTo(Work.PUTS.after(done));
    }
  }

  private Map<String, String> found() throws IOException {
    try (LogStore store = LogStore.open(directory)) {
      return KilledProcess.contents(store);
    }
  }
}
