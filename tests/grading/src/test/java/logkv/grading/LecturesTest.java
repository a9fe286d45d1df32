package logkv.grading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LecturesTest {

  @Test
  void a_heading_is_found_by_its_words_in_lower_case_with_hyphens() {
    assertThat(Lectures.anchorsIn("# A Store, in Memory!\n## deadBytes\n### `put` and get\n"))
        .containsExactlyInAnyOrder("a-store-in-memory", "deadbytes", "put-and-get");
  }

  @Test
  void the_second_heading_of_a_name_is_numbered() {
    assertThat(Lectures.anchorsIn("## Put\n## Get\n## Put\n"))
        .containsExactlyInAnyOrder("put", "get", "put-1");
  }

  @Test
  void a_link_in_a_heading_counts_with_its_text_only() {
    assertThat(Lectures.anchorsIn("## The [log](02-log.md#top) file"))
        .containsExactly("the-log-file");
  }

  @Test
  void a_comment_in_a_listing_is_no_heading() {
    assertThat(Lectures.anchorsIn("```sh\n# not a heading\n```\n# One\n")).containsExactly("one");
  }
}
