package logkv.course.carry;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import logkv.course.carry.JavaText.Member;

/**
 * Makes one Java file out of two that were made from the same one, member by member: lines would be
 * finer, but half a method of hers and half of ours is no method.
 *
 * <p>What only one of them changed is taken from it. What both changed is hers, unless ours contains
 * {@code marker}: then ours stays. Layout does not count as a change. Imports are kept as far as they
 * are used.
 */
public final class JavaMerge {
  private static final Pattern IMPORTED = Pattern.compile("([\\w*]+);$");

  private final JavaText base;
  private final JavaText hers;
  private final JavaText ours;
  private final String marker;
  private final List<Stay> stays = new ArrayList<>();

  private JavaMerge(JavaText base, JavaText hers, JavaText ours, String marker) {
    this.base = base;
    this.hers = hers;
    this.ours = ours;
    this.marker = marker;
  }

  /**
   * What came of it.
   *
   * @param stays the members that both had changed and in which ours stayed
   */
  record Merged(String text, List<Stay> stays) {}

  /**
   * A member that stayed ours.
   *
   * @param line of her file, from 1, where hers is
   */
  public record Stay(String member, int line) {}

  /** Merges, if these are files that can be cut into members. */
  static Optional<Merged> of(String base, String hers, String ours, String marker)
      throws IOException {
    Optional<JavaText> was = JavaText.of(base);
    Optional<JavaText> her = JavaText.of(hers);
    Optional<JavaText> our = JavaText.of(ours);
    if (was.isEmpty() || her.isEmpty() || our.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new JavaMerge(was.get(), her.get(), our.get(), marker).run());
  }

  private Merged run() {
    String body = choose(base.opening(), hers.opening(), ours.opening())
        + String.join("", members())
        + choose(base.end(), hers.end(), ours.end());
    String beginning = choose(base.beginning(), hers.beginning(), ours.beginning());
    return new Merged(beginning + imports(body) + "\n\n" + body, stays);
  }

  /** Ours in their order, and behind the same neighbour as in her file what only she has. */
  private List<String> members() {
    Map<String, Member> was = byName(base);
    Map<String, Member> her = byName(hers);
    Map<String, Member> our = byName(ours);
    List<String> order = new ArrayList<>(our.keySet());
    int at = 0;
    for (String name : her.keySet()) {
      if (!our.containsKey(name)) {
        order.add(at, name);
      }
      at = order.indexOf(name) + 1;
    }
    List<String> texts = new ArrayList<>();
    for (String name : order) {
      String chosen = choose(text(was.get(name)), text(her.get(name)), text(our.get(name)));
      if (her.containsKey(name) && isOursAgainstHers(was.get(name), her.get(name), our.get(name))) {
        stays.add(new Stay(name, her.get(name).line()));
      }
      texts.add(chosen);
    }
    return texts;
  }

  private boolean isOursAgainstHers(Member was, Member her, Member our) {
    return !same(text(was), text(her)) && !same(text(her), text(our)) && mustStay(text(our));
  }

  private String choose(String was, String her, String our) {
    if (same(was, our)) {
      return her;
    }
    return same(was, her) || mustStay(our) ? our : her.isEmpty() ? our : her;
  }

  private boolean mustStay(String our) {
    return our.contains(marker);
  }

  private String imports(String body) {
    TreeSet<String> all = hers.imports();
    all.addAll(ours.imports());
    all.removeIf(line -> !isUsed(line, body));
    StringBuilder text = new StringBuilder();
    for (boolean statics : new boolean[] {true, false}) {
      String block = all.stream()
          .filter(line -> line.startsWith("import static ") == statics)
          .collect(joining("\n"));
      text.append(block.isEmpty() ? "" : "\n\n" + block);
    }
    return text.toString();
  }

  private static boolean isUsed(String line, String body) {
    Matcher name = IMPORTED.matcher(line);
    return !name.find()
        || name.group(1).equals("*")
        || Pattern.compile("\\b" + name.group(1) + "\\b").matcher(body).find();
  }

  private static Map<String, Member> byName(JavaText text) {
    return text.members().stream()
        .collect(toMap(Member::name, m -> m, (one, other) -> one, LinkedHashMap::new));
  }

  private static String text(Member member) {
    return member == null ? "" : member.text();
  }

  private static boolean same(String one, String other) {
    return one.replaceAll("\\s+", " ")
        .strip()
        .equals(other.replaceAll("\\s+", " ").strip());
  }
}
