package logkv.crash.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** {@link Names} beside a {@code TreeMap}. */
class NamesProperties {

  /** A change: {@code name} names {@code inode}, or nothing any more if that is negative. */
  record Change(String name, int inode) {}

  @Property(seed = "1")
  void names_are_a_sorted_map_in_which_nothing_changes(@ForAll("changes") List<Change> changes) {
    Names names = Names.NONE;
    TreeMap<String, Integer> model = new TreeMap<>();
    for (Change change : changes) {
      Names before = names;
      String looked = before.toString();
      if (change.inode() < 0) {
        names = names.without(change.name());
        model.remove(change.name());
      } else {
        names = names.with(change.name(), change.inode());
        model.put(change.name(), change.inode());
      }
      assertThat(before).hasToString(looked);
      assertThat(names).hasToString(model.toString());
      assertThat(names.size()).isEqualTo(model.size());
      assertThat(names.find(change.name())).isEqualTo(model.getOrDefault(change.name(), -1));
    }
  }

  @Provide
  Arbitrary<List<Change>> changes() {
    Arbitrary<String> names = Arbitraries.of("a", "b", "c", "d", "e");
    Arbitrary<Integer> inodes = Arbitraries.integers().between(-3, 5);
    return Combinators.combine(names, inodes).as(Change::new).list().ofMaxSize(20);
  }
}
