package logkv.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import logkv.segmented.Options;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BasicsTest {
  @TempDir
  Path directory;

  @Test
  void everything_is_measured_beside_its_rival_and_nothing_is_left() throws Exception {
    Basics basics = new Basics(directory, Options.DEFAULTS, 200, 10, Duration.ofMillis(1));
    List<Long> told = new ArrayList<>();

    basics.run(told::add);

    assertThat(told).endsWith(basics.steps());
    assertThat(directory).isEmptyDirectory();
    for (Basic basic : Basic.values()) {
      assertThat(basics.perSecond(basic)).as("%s", basic).isPositive();
      assertThat(basics.ofItsRival(basic) > 0).as("%s", basic).isEqualTo(basic.rival() != null);
    }
    assertThat(basics.table().lines())
        .hasSize(1 + Basic.values().length)
        .anyMatch(line -> line.matches("  get +[0-9,]+ .* times read at random in a file"));
  }
}
