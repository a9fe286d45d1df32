package logkv.segmented;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import logkv.segmented.format.SegmentHeader;
import logkv.segmented.format.SegmentName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A listing that was made while a compaction renamed and deleted may have missed what it did. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SegmentFilesTest {
  private static final SegmentName ONE = SegmentName.written(1);
  private static final SegmentName TWO = SegmentName.written(2);
  private static final SegmentName THREE = SegmentName.written(3);
  private static final SegmentName ONE_AND_TWO = new SegmentName(1, 2, 1);
  private static final SegmentName TWO_AGAIN = new SegmentName(2, 2, 1);

  @Test
  void segments_that_were_only_written_since_are_no_reason_to_look_again() {
    assertThat(log(ONE, TWO).onlyGrewInto(log(ONE, TWO))).isTrue();
    assertThat(log(ONE).onlyGrewInto(log(ONE, TWO, THREE))).isTrue();
    assertThat(log().onlyGrewInto(log(ONE))).isTrue();
  }

  @Test
  void a_segment_that_was_replaced_since_is_one() {
    assertThat(log(ONE, TWO).onlyGrewInto(log(ONE_AND_TWO, THREE))).isFalse();
    assertThat(log(ONE, TWO).onlyGrewInto(log(ONE, TWO_AGAIN, THREE))).isFalse();
  }

  @Test
  void so_is_one_that_the_listing_has_missed_before_it_was_replaced_and_after() {
    assertThat(log().onlyGrewInto(log(ONE_AND_TWO, THREE))).isFalse();
    assertThat(log(ONE).onlyGrewInto(log(ONE, TWO_AGAIN, THREE))).isFalse();
  }

  private static SegmentFiles log(SegmentName... names) {
    List<SegmentFiles.Found> found = Stream.of(names)
        .map(name ->
            new SegmentFiles.Found(Path.of(name.fileName()), new SegmentHeader(1, 1, name, 1)))
        .toList();
    return new SegmentFiles(found, List.of(), List.of());
  }
}
