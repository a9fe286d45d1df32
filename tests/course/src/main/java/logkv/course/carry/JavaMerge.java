package logkv.course.carry;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import logkv.course.carry.JavaText.Member;

/**
 * Makes one Java file out of two that were made from the same one, member by member: lines would be
 * finer, but half a method of hers and half of ours is no method.
 *
 * <p>What only one of them changed is taken from it. What both changed is hers. Only if there is a new
 * TODO in it, she gets that too: if it is a comment, at the top of her method, and if it is a method
 * that is to be written from the beginning, ours. Layout does not count as a change, and imports are
 * kept as far as they are used.
 */
public final class JavaMerge {
  /** Which of the two counts where only one has changed something. */
  enum Mode {
    /** The one that has changed it. */
    BOTH,
    /** Hers; but what is new in ours for others to call comes along, with what it needs. */
    HERS
  }

  private static final Pattern IMPORTED = Pattern.compile("([\\w*]+);$");
  private static final Pattern OPENING = Pattern.compile("\\)[^;{}\"]*\\{");

  private final JavaText base;
  private final JavaText hers;
  private final JavaText ours;
  private final String marker;
  private final Mode mode;
  private final List<Stay> stays = new ArrayList<>();

  private JavaMerge(JavaText base, JavaText hers, JavaText ours, String marker, Mode mode) {
    this.base = base;
    this.hers = hers;
    this.ours = ours;
    this.marker = marker;
    this.mode = mode;
  }

  /**
   * What came of it.
   *
   * @param stays the members that she had changed and in which there is a new TODO
   */
  record Merged(String text, List<Stay> stays) {}

  /**
   * A member that she had changed and in which there is a new TODO.
   *
   * @param line of her file, from 1, where hers is
   * @param isOurs whether ours stayed; otherwise it is hers with the TODO
   */
  public record Stay(String member, int line, boolean isOurs) {}

  /** Merges, if these are files that can be cut into members. */
  static Optional<Merged> of(String base, String hers, String ours, String marker, Mode mode)
      throws IOException {
    Optional<JavaText> was = JavaText.of(base);
    Optional<JavaText> her = JavaText.of(hers);
    Optional<JavaText> our = JavaText.of(ours);
    if (was.isEmpty() || her.isEmpty() || our.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new JavaMerge(was.get(), her.get(), our.get(), marker, mode).run());
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
    Set<String> added = mode == Mode.HERS ? neededOf(was, her, our) : our.keySet();
    List<String> texts = new ArrayList<>();
    for (String name : order) {
      if (her.containsKey(name) || was.containsKey(name) || added.contains(name)) {
        texts.add(chosen(was.get(name), her.get(name), our.get(name)));
      }
    }
    return texts;
  }

  private String chosen(Member was, Member her, Member our) {
    boolean bothChanged = her != null
        && our != null
        && !same(text(was), text(her))
        && !same(text(was), text(our))
        && !same(text(her), text(our));
    if (!bothChanged || !our.text().contains(marker)) {
      return choose(text(was), text(her), text(our));
    }
    Optional<String> hers = withTodo(her, our);
    stays.add(new Stay(her.name(), her.line(), hers.isEmpty()));
    return hers.orElse(our.text());
  }

  private String choose(String was, String her, String our) {
    if (same(was, our)) {
      return her;
    }
    if (our.contains(marker)) {
      return our;
    }
    if (mode == Mode.HERS) {
      return was.isEmpty() && her.isEmpty() ? our : her;
    }
    return same(was, her) || her.isEmpty() ? our : her;
  }

  /** Her method with the comments of ours that say what is to be done in it now. */
  private Optional<String> withTodo(Member her, Member our) {
    StringBuilder comments = new StringBuilder();
    boolean inComment = false;
    for (String line : our.text().lines().toList()) {
      boolean isComment = line.strip().startsWith("//");
      if (line.contains(marker) && !isComment) {
        return Optional.empty(); // it is to be written from the beginning
      }
      inComment = isComment && (inComment || line.contains(marker));
      comments.append(inComment ? "\n" + line : "");
    }
    Matcher brace = OPENING.matcher(her.text());
    if (comments.isEmpty() || !her.name().endsWith(")") || !brace.find(her.code())) {
      return Optional.empty();
    }
    return Optional.of(
        new StringBuilder(her.text()).insert(brace.end(), comments).toString());
  }

  /** What is new in ours and can be called or is to be written, and whatever it mentions. */
  private Set<String> neededOf(
      Map<String, Member> was, Map<String, Member> her, Map<String, Member> our) {
    Map<String, Member> left = new LinkedHashMap<>(our);
    left.keySet().removeAll(was.keySet());
    left.keySet().removeAll(her.keySet());
    Set<String> needed = new HashSet<>();
    StringBuilder mentions = new StringBuilder();
    boolean found = true;
    while (found) {
      found = false;
      for (Member member : List.copyOf(left.values())) {
        if (isForOthers(member) || mentions(mentions, member)) {
          needed.add(member.name());
          mentions.append(member.text());
          left.remove(member.name());
          found = true;
        }
      }
    }
    return needed;
  }

  private boolean isForOthers(Member member) {
    return member.text().contains(marker)
        || !member.text().substring(member.code()).startsWith("private ");
  }

  private static boolean mentions(CharSequence texts, Member member) {
    String simple = member.name().replaceFirst("\\(.*", "").replaceFirst("class ", "");
    return Pattern.compile("\\b" + Pattern.quote(simple) + "\\b").matcher(texts).find();
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
