package logkv.course.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The tests that a JVM runs for itself before the first real ones come, so that all is loaded. */
public final class WarmUp {

  private WarmUp() {}

  /** Runs them in this JVM; nobody hears of their results, of which some are red. */
  public static void run() {
    SuiteExecution.newLauncher()
        .execute(SuiteExecution.discoveryRequest(
                List.of(selectClass(ForJupiter.class), selectClass(ForJqwik.class)))
            .build());
  }

  static final class ForJupiter {
    @BeforeEach
    void something_before() {}

    @Test
    void a_green_one() {
      assertThat("warm").as("the worker").isNotEmpty();
    }

    @Nested
    final class Inside {
      @Test
      void a_red_one() {
        assertThat(List.of("warm")).as("the worker").containsExactly("cold");
      }
    }
  }

  static final class ForJqwik {
    @Example
    void an_example() {
      assertThat(1).isPositive();
    }

    @Property(tries = 5, seed = "1")
    void a_property(@ForAll String text, @ForAll List<Integer> numbers) {
      assertThat(text).isNotNull();
      assertThat(numbers).isNotNull();
    }
  }
}
