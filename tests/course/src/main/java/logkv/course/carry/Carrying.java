package logkv.course.carry;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import logkv.course.Phase;
import logkv.course.carry.JavaMerge.Merged;
import logkv.course.carry.JavaMerge.Mode;
import logkv.course.carry.JavaMerge.Stay;

/**
 * Takes a student's code from one phase into the next.
 *
 * <p>A file that she changed and in which the next phase has nothing to write is hers, word for word.
 * In a file with new TODOs, or in which she left some unwritten, each method is hers if she changed
 * it, with the new TODO if there is one; ours, if it is to be written from the beginning, or if she
 * did not change it.
 *
 * <p>What does not compile so, together with the tests, is merged after all, and if that does not
 * help, it stays ours.
 */
public final class Carrying {
  private final Phase from;
  private final Phase to;
  private final SortedMap<String, String> base;
  private final SortedMap<String, String> hers;
  private final SortedMap<String, String> ours;
  private final List<Choice> choices = new ArrayList<>();

  /** Tells what does not compile. */
  interface Trial {
    Errors errors(SortedMap<String, String> sources) throws IOException;
  }

  /**
   * What does not compile.
   *
   * @param inTests whether it is only tests that do not
   * @param words one for each error
   */
  record Errors(boolean inTests, List<String> words) {
    static final Comparator<Errors> GRAVITY = comparing(Errors::inTests)
        .reversed()
        .thenComparing(errors -> errors.words().size());
  }

  /**
   * @param base {@code from} as it was handed out
   * @param hers {@code from} as it is now
   * @param ours {@code to} as it was handed out
   */
  Carrying(
      Phase from,
      Phase to,
      SortedMap<String, String> base,
      SortedMap<String, String> hers,
      SortedMap<String, String> ours) {
    this.from = from;
    this.to = to;
    this.base = base;
    this.hers = hers;
    this.ours = ours;
  }

  /**
   * What is to become of a file that she has changed.
   *
   * @param text empty if there is to be no such file
   * @param why if it is ours, the reason
   * @param stays what she had changed and in which there is a new TODO
   */
  public record Fate(
      String file, Origin origin, Optional<String> text, String why, List<Stay> stays) {}

  /** Whose a file is. */
  public enum Origin {
    HERS,
    MERGED,
    OURS
  }

  /**
   * The outcome.
   *
   * @param sources what {@code to} is to be
   * @param fates one for each file that she has changed
   */
  public record Carried(SortedMap<String, String> sources, List<Fate> fates) {}

  /** The possible fates of a file, the best first; the last one always compiles. */
  private static final class Choice {
    final List<Fate> fates;
    int at;

    Choice(List<Fate> fates) {
      this.fates = fates;
    }

    Fate now() {
      return fates.get(at);
    }

    boolean hasWorse() {
      return at + 1 < fates.size();
    }
  }

  /** Finds fates with which everything compiles. */
  Carried run(Trial trial) throws IOException {
    for (String file : names()) {
      if (!Optional.ofNullable(hers.get(file)).equals(Optional.ofNullable(base.get(file)))) {
        choices.add(new Choice(possibleFates(file)));
      }
    }
    Errors errors = trial.errors(sources());
    while (!errors.words().isEmpty() && choices.stream().anyMatch(Choice::hasWorse)) {
      errors = giveWay(errors, trial);
    }
    return new Carried(sources(), choices.stream().map(Choice::now).toList());
  }

  private TreeSet<String> names() {
    TreeSet<String> names = new TreeSet<>(base.keySet());
    names.addAll(hers.keySet());
    return names;
  }

  private List<Fate> possibleFates(String file) throws IOException {
    String was = base.get(file);
    String her = hers.get(file);
    String our = ours.get(file);
    if (her == null) {
      return List.of(ours(file, "you have removed it"));
    }
    if (was == null && our != null && !our.equals(her)) {
      return List.of(ours(file, "phase %d has a file of that name".formatted(to.number())));
    }
    List<Fate> fates = new ArrayList<>();
    if (our == null || our.equals(was) || our.equals(her)) {
      fates.add(hers(file));
    } else if (our.contains(todo(to)) || her.contains(todo(from))) {
      fates.add(merged(file, Mode.BOTH));
      fates.add(merged(file, Mode.HERS));
    } else {
      fates.add(hers(file));
      fates.add(merged(file, Mode.HERS));
      fates.add(merged(file, Mode.BOTH));
    }
    fates.add(ours(file, ""));
    return fates;
  }

  private Fate hers(String file) {
    return new Fate(file, Origin.HERS, Optional.of(hers.get(file)), "", List.of());
  }

  private Fate merged(String file, Mode mode) throws IOException {
    String our = ours.get(file);
    Optional<Merged> result = JavaMerge.of(base.get(file), hers.get(file), our, todo(to), mode);
    if (result.isEmpty()) {
      return ours(file, "it cannot be merged, as it is not just one class");
    }
    Merged merged = result.get();
    boolean allIsOurs = merged.text().equals(our);
    return new Fate(
        file,
        allIsOurs ? Origin.OURS : Origin.MERGED,
        Optional.of(merged.text()),
        allIsOurs ? "phase %d changes the same in it".formatted(to.number()) : "",
        merged.stays());
  }

  private Fate ours(String file, String why) {
    return new Fate(file, Origin.OURS, Optional.ofNullable(ours.get(file)), why, List.of());
  }

  private static String todo(Phase phase) {
    return "TODO(phase-" + phase.number() + ")";
  }

  /** Takes the next fate of that file for which it helps most; returns the errors that are left. */
  private Errors giveWay(Errors errors, Trial trial) throws IOException {
    Map<Choice, Errors> left = new LinkedHashMap<>();
    for (Choice choice : choices) {
      if (choice.hasWorse()) {
        choice.at++;
        left.put(choice, trial.errors(sources()));
        choice.at--;
        if (left.get(choice).words().isEmpty()) {
          break; // nothing helps more
        }
      }
    }
    Choice best =
        left.keySet().stream().min(comparing(left::get, Errors.GRAVITY)).orElseThrow();
    best.at++;
    Fate fate = best.now();
    if (fate.origin() == Origin.OURS && fate.why().isEmpty()) {
      best.fates.set(
          best.at,
          ours(fate.file(), "yours does not compile here: " + errors.words().get(0)));
    }
    return left.get(best);
  }

  private SortedMap<String, String> sources() {
    SortedMap<String, String> sources = new TreeMap<>(ours);
    for (Choice choice : choices) {
      choice.now().text().ifPresent(text -> sources.put(choice.now().file(), text));
    }
    return sources;
  }
}
