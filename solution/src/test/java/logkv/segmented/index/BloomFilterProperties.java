package logkv.segmented.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BloomFilterProperties {

  @Property(seed = "20261120")
  void it_never_denies_a_key_that_it_has_seen(
      @ForAll long[] hashes, @ForAll @IntRange(min = 1, max = 64) int bitsPerKey) {
    BloomFilter filter = BloomFilter.of(hashes, hashes.length, bitsPerKey);

    for (long hash : hashes) {
      assertThat(filter.mayContain(hash)).as("hash %x", hash).isTrue();
    }
  }

  @Property(seed = "20261120", tries = 200, edgeCases = EdgeCasesMode.NONE)
  void a_filter_that_was_written_and_read_answers_as_before(
      @ForAll long[] hashes,
      @ForAll @IntRange(min = 1, max = 64) int bitsPerKey,
      @ForAll long owner,
      @ForAll long question)
      throws IOException {
    BloomFilter filter = BloomFilter.of(hashes, hashes.length, bitsPerKey);

    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    filter.writeTo(Channels.newChannel(bytes), owner);
    ByteBuffer source = ByteBuffer.wrap(bytes.toByteArray());
    BloomFilter read = BloomFilter.readFrom(source, owner).orElseThrow();

    assertThat(bytes.size()).isEqualTo(filter.bytes());
    assertThat(read.mayContain(question)).isEqualTo(filter.mayContain(question));
    for (long hash : hashes) {
      assertThat(read.mayContain(hash)).as("hash %x", hash).isTrue();
    }
  }
}
