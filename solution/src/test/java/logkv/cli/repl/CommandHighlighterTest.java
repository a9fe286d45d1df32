package logkv.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CommandHighlighterTest {
  private final CommandHighlighter highlighter = new CommandHighlighter(Set.of("set"));

  @Test
  void what_means_nothing_is_red_and_what_is_quoted_is_green() {
    assertThat(styleAt("set k \"v\"", 0)).isEqualTo(AttributedStyle.BOLD);
    assertThat(styleAt("sett k", 0)).isEqualTo(colour(AttributedStyle.RED));
    assertThat(styleAt("set k \"v\"", 7)).isEqualTo(colour(AttributedStyle.GREEN));
    assertThat(styleAt("set --hex", 6)).isEqualTo(colour(AttributedStyle.CYAN));
    assertThat(styleAt("set k", 4)).isEqualTo(AttributedStyle.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "set", " set  k 'v w", "# no command", "set \"a\nb\" \\"})
  void no_character_is_lost_or_added(String typed) {
    assertThat(highlighter.highlight(null, typed).toString()).isEqualTo(typed);
  }

  private AttributedStyle styleAt(String typed, int index) {
    return highlighter.highlight(null, typed).styleAt(index);
  }

  private static AttributedStyle colour(int colour) {
    return AttributedStyle.DEFAULT.foreground(colour);
  }
}
