package logkv.segmented.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who waits for whom, in one stripe. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyIndexLocksTest {
  private static final long TEA = 5; // hashes in one stripe
  private static final long COFFEE = 6;

  private final KeyIndex index = new KeyIndex();
  private boolean waited;

  @ParameterizedTest
  @MethodSource
  void who_asks_waits_for_nobody(Deed deed) throws Exception {
    assertThat(waitsForAChange(deed)).isFalse();
  }

  static Stream<Named<Deed>> who_asks_waits_for_nobody() {
    return Stream.of(
        Named.of("find", index -> index.find(TEA, location -> true)),
        Named.of("find nothing", index -> index.find(COFFEE, location -> true)),
        Named.of("holds", index -> index.holds(TEA, 1)),
        Named.of("size", KeyIndex::size),
        Named.of("bytes", KeyIndex::bytes));
  }

  @ParameterizedTest
  @MethodSource
  void who_needs_a_stripe_at_rest_waits_for_a_change_to_end(Deed deed) throws Exception {
    assertThat(waitsForAChange(deed)).isTrue();
  }

  static Stream<Named<Deed>> who_needs_a_stripe_at_rest_waits_for_a_change_to_end() {
    return Stream.of(
        Named.of("put a new key", index -> index.put(COFFEE, 2, location -> true)),
        Named.of("put a known key", index -> index.put(TEA, 2, location -> true)),
        Named.of("remove", index -> index.remove(TEA, location -> true)),
        Named.of("move", index -> index.move(TEA, 1, 2)),
        Named.of("removeAll", index -> index.removeAll(location -> false)),
        Named.of("locations", KeyIndex::locations),
        Named.of("image", KeyIndex::image));
  }

  @Test
  void no_lock_is_held_while_a_match_reads() throws Exception {
    index.put(TEA, 1, location -> true);

    assertThat(index.find(TEA, location -> othersMayChangeTheStripe())).isEqualTo(1);
    assertThat(index.put(TEA, 2, location -> othersMayChangeTheStripe())).isEqualTo(1);
    assertThat(index.remove(TEA, location -> othersMayChangeTheStripe())).isEqualTo(2);
  }

  /** Whether another thread can change the stripe. */
  private boolean othersMayChangeTheStripe() {
    Thread thread = new Thread(() -> index.move(TEA, 7, 8));
    thread.start();
    return !waits(thread);
  }

  /** Does it in a thread of its own while somebody else is in the middle of a change. */
  private boolean waitsForAChange(Deed deed) throws Exception {
    index.put(TEA, 1, location -> true);
    Thread thread = new Thread(() -> deed.to(index));

    index.removeAll(location -> {
      thread.start();
      waited = waits(thread);
      return false;
    });
    thread.join();
    return waited;
  }

  /** Whether the thread comes to wait for the lock of a stripe, or else to its end. */
  private static boolean waits(Thread thread) {
    while (thread.isAlive()) {
      ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId());
      if (info != null && String.valueOf(info.getLockName()).startsWith(Stripe.class.getName())) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  interface Deed {
    void tryTo(KeyIndex index) throws IOException;

    default void to(KeyIndex index) {
      try {
        tryTo(index);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
