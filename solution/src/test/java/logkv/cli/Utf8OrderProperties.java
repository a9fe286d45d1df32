package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class Utf8OrderProperties {

  @Property(seed = "20261120")
  void texts_are_in_the_order_of_their_bytes(@ForAll("texts") String a, @ForAll("texts") String b) {
    int bytes = Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

    assertThat(Integer.signum(Utf8Order.INSTANCE.compare(a, b))).isEqualTo(Integer.signum(bytes));
  }

  /** Few characters, so that many texts begin alike, from both sides of every border of UTF-8. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<Integer> characters = Arbitraries.of(
        0, 0x61, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x1F375, 0x10FFFF);
    return characters
        .list()
        .ofMaxSize(3)
        .map(list -> list.stream().map(Character::toString).reduce("", String::concat));
  }
}
