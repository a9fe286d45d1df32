package logkv.segmented;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link VariantsTest} takes minutes; this says at once that a change has left a variant behind. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class VariantsApplyTest {
  @Test
  void there_are_at_least_thirty() throws IOException {
    assertThat(VariantsTest.variants()).hasSizeGreaterThanOrEqualTo(30);
  }

  @ParameterizedTest
  @MethodSource("logkv.segmented.VariantsTest#variants")
  void what_it_replaces_stands_in_the_store(Variant wrong) throws Exception {
    assertThat(wrong.applyTo(Path.of("src/main/java"))).isNotEmpty();
    assertThat(Class.forName("logkv.segmented." + wrong.caughtBy())).isNotNull();
  }
}
