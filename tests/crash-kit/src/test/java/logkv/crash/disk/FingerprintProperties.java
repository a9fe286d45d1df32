package logkv.crash.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Two images have the same fingerprint exactly if a program cannot tell them apart. */
class FingerprintProperties {

  @Property(seed = "1")
  void the_numbers_of_files_do_not_matter(
      @ForAll("files") Map<String, byte[]> files, @ForAll @IntRange(min = 1, max = 9) int skipped) {
    assertThat(image(files, skipped).fingerprint()).isEqualTo(image(files, 0).fingerprint());
  }

  @Property(seed = "2")
  void a_flipped_bit_matters(
      @ForAll @Size(min = 1, max = 40) byte[] bytes,
      @ForAll @IntRange(min = 0, max = 319) int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / 8 % bytes.length] ^= (byte) (1 << bit % 8);

    assertThat(file(flipped).fingerprint()).isNotEqualTo(file(bytes).fingerprint());
  }

  @Property(seed = "3")
  void a_zero_more_at_the_end_matters(@ForAll @Size(max = 40) byte[] bytes) {
    assertThat(file(Arrays.copyOf(bytes, bytes.length + 1)).fingerprint())
        .isNotEqualTo(file(bytes).fingerprint());
  }

  @Example
  void no_two_of_many_small_images_have_the_same() {
    Map<Long, String> seen = new HashMap<>();
    for (String name : new String[] {"a", "b", "ab", "Aa", "BB", ""}) {
      for (int length = 0; length <= 20; length++) {
        for (int value = 0; value < 256; value++) {
          byte[] bytes = new byte[length];
          Arrays.fill(bytes, (byte) value);
          String what = name + " with " + length + " times " + (length == 0 ? 0 : value);
          String before = seen.put(image(Map.of(name, bytes), 0).fingerprint(), what);
          assertThat(before).isIn(null, what);
        }
      }
    }
  }

  @Example
  void a_directory_is_not_an_empty_file() {
    Names root = Names.NONE.with("x", 1);
    DiskImage file = DiskImage.of(new byte[2][], new Names[] {root, null});
    DiskImage directory = DiskImage.of(new byte[2][], new Names[] {root, Names.NONE});

    assertThat(directory.fingerprint()).isNotEqualTo(file.fingerprint());
  }

  @Provide
  Arbitrary<Map<String, byte[]>> files() {
    Arbitrary<String> names = Arbitraries.of("a", "b", "data.log", "data.log.compact");
    Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(20);
    return Arbitraries.maps(names, bytes).ofMaxSize(4);
  }

  private static DiskImage file(byte[] bytes) {
    return image(Map.of("data.log", bytes), 0);
  }

  /** The files in the root directory, their numbers behind some that are not used. */
  private static DiskImage image(Map<String, byte[]> files, int skipped) {
    byte[][] bytes = new byte[1 + skipped + files.size()][];
    Names root = Names.NONE;
    int number = bytes.length;
    for (String name : new TreeMap<>(files).keySet()) {
      number--;
      root = root.with(name, number);
      bytes[number] = files.get(name);
    }
    Names[] directories = new Names[bytes.length];
    directories[0] = root;
    return DiskImage.of(bytes, directories);
  }
}
