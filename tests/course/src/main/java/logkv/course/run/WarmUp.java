package logkv.course.run;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The tests that a worker runs for itself while it waits for the first real ones. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class WarmUp {

  @Test
  void a_test_with_an_assertion() {
    assertThat("warm").as("the worker").isNotEmpty();
  }

  @Example
  void an_example() {
    assertThat(1).isPositive();
  }

  @Property(tries = 3, seed = "1")
  void a_property(@ForAll String anything) {
    assertThat(anything).isNotNull();
  }
}
