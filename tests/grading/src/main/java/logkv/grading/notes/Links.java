package logkv.grading.notes;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import logkv.grading.Lectures;

/**
 * Every link to a file of the course leads to a file, every anchor to a heading, and every picture is
 * there and says in words what it shows. Addresses of the net are not looked up.
 */
final class Links {
  private static final Pattern LINK =
      Pattern.compile("(!?)\\[([^\\]\\[]*+)\\]\\(<?([^)\\s>]*+)>?(?:\\s+\"[^\"]*+\")?\\)");
  private static final Pattern TAG =
      Pattern.compile("<(?:a|img)\\b[^>]*?\\b(?:href|src)=\"([^\"]*)\"[^>]*>");
  private static final Pattern CODE = Pattern.compile("(`+)(?:(?!\\1).)+\\1");
  private static final Pattern ELSEWHERE = Pattern.compile("(?i)(https?|mailto):.*");
  private static final Pattern ID = Pattern.compile("\\b(?:id|name)=\"([^\"]+)\"");

  private final Path root;
  private final Map<Path, Set<String>> anchors = new HashMap<>();

  Links(Path root) {
    this.root = root;
  }

  /** Returns what is wrong with the links of the page {@code name}, which says {@code text}. */
  List<Finding> check(String name, String text) throws IOException {
    List<Finding> findings = new ArrayList<>();
    String prose = prose(text);
    Matcher link = LINK.matcher(prose);
    while (link.find()) {
      int line = lineAt(prose, link.end());
      if (!link.group(1).isEmpty() && link.group(2).isBlank()) {
        findings.add(new Finding(
            name, line, "the picture %s says nothing in words".formatted(link.group(3))));
      }
      wrong(name, link.group(3)).ifPresent(what -> findings.add(new Finding(name, line, what)));
    }
    Matcher tag = TAG.matcher(prose);
    while (tag.find()) {
      int line = lineAt(prose, tag.end());
      wrong(name, tag.group(1)).ifPresent(what -> findings.add(new Finding(name, line, what)));
    }
    return findings;
  }

  /** The page with its lines, without what is code. */
  private static String prose(String text) {
    StringBuilder prose = new StringBuilder();
    Fence fence = new Fence();
    for (String line : text.lines().toList()) {
      String words =
          CODE.matcher(line).replaceAll(code -> "`".repeat(code.group().length()));
      prose.append(fence.isInside(line) ? "" : words).append('\n');
    }
    return prose.toString();
  }

  private static int lineAt(String text, int offset) {
    return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
  }

  private Optional<String> wrong(String page, String target) throws IOException {
    if (ELSEWHERE.matcher(target).matches()) {
      return Optional.empty();
    }
    String[] parts = target.split("#", 2);
    Path file = root.resolve(page);
    if (!parts[0].isEmpty()) {
      String path = URLDecoder.decode(parts[0].replace("+", "%2B"), StandardCharsets.UTF_8);
      file = file.resolveSibling(path).normalize();
    }
    if (parts[0].startsWith("/") || !file.startsWith(root)) {
      return Optional.of("the link %s leads out of the course".formatted(target));
    }
    if (!Files.exists(file)) {
      return Optional.of("the link %s leads nowhere: there is no %s"
          .formatted(target, root.relativize(file).toString().replace('\\', '/')));
    }
    if (parts.length == 1) {
      return Optional.empty();
    }
    if (!file.toString().endsWith(".md")) {
      return Optional.of(
          "the link %s names a line, and lines move; name the file".formatted(target));
    }
    return anchors(file).contains(parts[1])
        ? Optional.empty()
        : Optional.of("the link %s leads to no heading #%s of %s"
            .formatted(target, parts[1], root.relativize(file).toString().replace('\\', '/')));
  }

  private Set<String> anchors(Path page) throws IOException {
    Set<String> known = anchors.get(page);
    if (known == null) {
      String text = Files.readString(page);
      known = Lectures.anchorsIn(text);
      ID.matcher(text).results().map(id -> id.group(1)).forEach(known::add);
      anchors.put(page, known);
    }
    return known;
  }
}
