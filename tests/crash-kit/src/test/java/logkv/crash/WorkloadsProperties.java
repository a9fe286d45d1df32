package logkv.crash;

import static logkv.crash.Step.compact;
import static logkv.crash.Step.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import toy.Mistake;
import toy.ToyStore;

/** The workloads that the kit makes up for jqwik. */
class WorkloadsProperties {

  @Provide
  Arbitrary<List<Step>> everything() {
    return Workloads.puts().withDeletes().withCompaction().withSync().steps();
  }

  @Property(tries = 30, seed = "20261120")
  void survive_on_a_sound_store(@ForAll("everything") List<Step> workload) {
    assertThat(CrashTest.of(ToyStore::open).check(workload).states()).isPositive();
  }

  @Property(tries = 200, seed = "20261120")
  void are_short_and_use_few_keys(@ForAll("everything") List<Step> workload) {
    assertThat(workload).hasSizeBetween(1, 25);
    assertThat(workload)
        .map(Step::toString)
        .allMatch(step -> step.matches("put\\([abc], [1-9]\\)|delete\\([abc]\\)")
            || List.of("compact()", "sync()", "reopen()").contains(step));
  }

  @Example
  void have_the_kinds_of_steps_that_were_asked_for() {
    assertThat(kindsIn(Workloads.puts())).containsExactly("Put", "Reopen");
    assertThat(kindsIn(Workloads.puts().withDeletes())).containsExactly("Delete", "Put", "Reopen");
    assertThat(kindsIn(Workloads.puts().withCompaction().withSync()))
        .containsExactly("Compact", "Put", "Reopen", "Sync");
  }

  @Example
  void shrink_to_the_shortest_story() {
    assertThat(shrunk(Mistake.RENAME_BEFORE_FORCE)).containsExactly(put("a", "1"), compact());
    assertThat(shrunk(Mistake.MISSING_FORCE)).containsExactly(put("a", "1"));
  }

  private static Stream<String> kindsIn(Workloads workloads) {
    RandomGenerator<List<Step>> generator = workloads.steps().generator(1000);
    Random random = new Random(1);
    return Stream.generate(() -> generator.next(random).value())
        .limit(100)
        .flatMap(List::stream)
        .map(step -> step.getClass().getSimpleName())
        .distinct()
        .sorted();
  }

  private List<Step> shrunk(Mistake mistake) {
    RandomGenerator<List<Step>> generator = everything().generator(1000);
    Random random = new Random(1);
    Shrinkable<List<Step>> failing = Stream.generate(() -> generator.next(random))
        .filter(workload -> fails(mistake, workload.value()))
        .findFirst()
        .orElseThrow();
    Optional<Shrinkable<List<Step>>> smaller = Optional.of(failing);
    while (smaller.isPresent()) {
      failing = smaller.get();
      smaller = failing.shrink().filter(each -> fails(mistake, each.value())).findFirst();
    }
    return failing.value();
  }

  private static boolean fails(Mistake mistake, List<Step> workload) {
    CrashTest test = CrashTest.of(directory -> ToyStore.open(directory, mistake));
    return test.explore(workload).finding().isPresent();
  }
}
