package logkv.grading.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** JSON comes back as it was, whatever text is in it. */
class JsonProperties {

  @Property(seed = "2611")
  void every_text_comes_back_as_it_was(@ForAll String text) throws Exception {
    assertThat(Json.read(Json.write(List.of(text, Map.of(text, text)))))
        .isEqualTo(List.of(text, Map.of(text, text)));
  }
}
