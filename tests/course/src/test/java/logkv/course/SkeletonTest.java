package logkv.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SkeletonTest {
  @TempDir
  Path sources;

  @Test
  void it_is_what_sha256sum_says_of_names_and_texts() throws IOException {
    write("Tea.java", "class Tea {}\n");
    write("log/Cup.java", "// für Tee\nclass Cup {}\n");

    // printf 'Tea.java\nclass Tea {}\n\nlog/Cup.java\n// für Tee\nclass Cup {}\n\n' | sha256sum
    assertThat(Skeleton.fingerprint(sources))
        .isEqualTo("d166f61cc1de491e2a992191fd76284ea78b70c79c640c5bb75bb88dfa36648c");
  }

  @Test
  void line_endings_do_not_count() throws IOException {
    write("Tea.java", "class Tea {\n}\n");
    String unix = Skeleton.fingerprint(sources);
    write("Tea.java", "class Tea {\r\n}\r\n");

    assertThat(Skeleton.fingerprint(sources)).isEqualTo(unix);
  }

  @Test
  void what_a_desktop_or_an_editor_leaves_does_not_count() throws IOException {
    write("Tea.java", "class Tea {}\n");
    String before = Skeleton.fingerprint(sources);
    write(".DS_Store", "icons");
    write("log/Tea.java~", "class Tea {");

    assertThat(Skeleton.fingerprint(sources)).isEqualTo(before);
  }

  @Test
  void any_other_change_counts() throws IOException {
    write("Tea.java", "class Tea {}\n");
    String before = Skeleton.fingerprint(sources);

    write("Tea.java", "class Tea { }\n");
    assertThat(Skeleton.fingerprint(sources)).isNotEqualTo(before);
    write("Tea.java", "class Tea {}\n");
    assertThat(Skeleton.fingerprint(sources)).isEqualTo(before);
    write("Cup.java", "");
    assertThat(Skeleton.fingerprint(sources)).isNotEqualTo(before);
  }

  private void write(String name, String text) throws IOException {
    Path file = sources.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
