package logkv.segmented;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import logkv.crash.Step;
import logkv.crash.Workloads;
import logkv.segmented.Explorations.Policy;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;

/** {@link PowerCutTest} for stories that nobody thought of. */
class PowerCutProperties {
  private static final Explorations CUTS = new Explorations();

  @Property(seed = "4", tries = 8)
  void any_story_survives_a_power_cut(@ForAll("stories") List<Step> story, @ForAll Policy policy) {
    CUTS.once(policy.test(), story);
  }

  @Property(seed = "5", tries = 3)
  void and_so_do_batches(@ForAll("stories") List<Step> story, @ForAll Policy policy) {
    CUTS.once(policy.test(TestStores.batching(policy.options(), 2)), story);
  }

  @Tag("long")
  @Property(seed = "6", tries = 400)
  void any_of_many_stories_survives_two_power_cuts(
      @ForAll("stories") List<Step> story, @ForAll Policy policy) {
    CUTS.twice(policy.test(), story);
  }

  @Tag("long")
  @Property(seed = "7", tries = 400)
  void and_so_do_many_with_batches(@ForAll("stories") List<Step> story, @ForAll Policy policy) {
    CUTS.once(policy.test(TestStores.batching(policy.options(), 3)), story);
  }

  @AfterContainer
  static void many_states_were_tried() {
    assertThat(CUTS.report("power cuts of random stories")).isGreaterThan(5_000);
  }

  @Provide
  Arbitrary<List<Step>> stories() {
    return Workloads.puts().withDeletes().withCompaction().withSync().steps();
  }
}
