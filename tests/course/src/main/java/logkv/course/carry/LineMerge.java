package logkv.course.carry;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Two texts that were made from the same one, in one again, line by line. What only one of them
 * changed is taken from it. Where both changed something, hers is taken, unless ours is to stay.
 *
 * <p>Indentation does not count as a change, so that a formatter does not make everything hers.
 */
final class LineMerge {
  private final List<String> base;
  private final List<String> hers;
  private final List<String> ours;
  private final Predicate<List<String>> oursStays;
  private final List<String> merged = new ArrayList<>();
  private final List<Stay> stays = new ArrayList<>();

  private LineMerge(
      List<String> base, List<String> hers, List<String> ours, Predicate<List<String>> oursStays) {
    this.base = base;
    this.hers = hers;
    this.ours = ours;
    this.oursStays = oursStays;
  }

  /**
   * Merges.
   *
   * @param oursStays told our lines of a place where both changed something
   */
  static Merged of(
      List<String> base, List<String> hers, List<String> ours, Predicate<List<String>> oursStays) {
    LineMerge merge = new LineMerge(base, hers, ours, oursStays);
    merge.run();
    return new Merged(merge.merged, merge.stays);
  }

  /**
   * What came of it.
   *
   * @param stays where both had changed something and ours stayed
   */
  record Merged(List<String> lines, List<Stay> stays) {}

  /**
   * A place where ours stayed.
   *
   * @param hers the line of hers, from 0, at which her change begins
   * @param merged the line of the result, from 0, at which our change begins
   */
  record Stay(int hers, int merged) {}

  private void run() {
    int[] inHers = partners(hers);
    int[] inOurs = partners(ours);
    int baseAt = 0;
    int hersAt = 0;
    int oursAt = 0;
    for (int line = 0; line <= base.size(); line++) {
      boolean end = line == base.size();
      if (end || inHers[line] >= 0 && inOurs[line] >= 0) {
        int hersTo = end ? hers.size() : inHers[line];
        int oursTo = end ? ours.size() : inOurs[line];
        addPlace(
            base.subList(baseAt, line),
            hers.subList(hersAt, hersTo),
            ours.subList(oursAt, oursTo),
            hersAt);
        if (!end) {
          merged.add(hers.get(hersTo));
        }
        baseAt = line + 1;
        hersAt = hersTo + 1;
        oursAt = oursTo + 1;
      }
    }
  }

  /** Adds one of three texts for the same place, between lines that all three have. */
  private void addPlace(List<String> was, List<String> hers, List<String> ours, int hersAt) {
    if (same(was, ours) || same(hers, ours)) {
      merged.addAll(hers);
    } else if (same(was, hers)) {
      merged.addAll(ours);
    } else if (oursStays.test(ours)) {
      stays.add(new Stay(hersAt, merged.size()));
      merged.addAll(ours);
    } else {
      merged.addAll(hers);
    }
  }

  /** For every line of the base the line of {@code text} that it has become, or -1. */
  private int[] partners(List<String> text) {
    int[] partners = new int[base.size()];
    int shift = 0;
    int at = 0;
    for (AbstractDelta<String> delta :
        DiffUtils.diff(stripped(base), stripped(text)).getDeltas()) {
      int from = delta.getSource().getPosition();
      while (at < from) {
        partners[at] = at + shift;
        at++;
      }
      for (; at < from + delta.getSource().size(); at++) {
        partners[at] = -1;
      }
      shift += delta.getTarget().size() - delta.getSource().size();
    }
    for (; at < partners.length; at++) {
      partners[at] = at + shift;
    }
    return partners;
  }

  private static boolean same(List<String> one, List<String> other) {
    return stripped(one).equals(stripped(other));
  }

  private static List<String> stripped(List<String> lines) {
    return lines.stream().map(String::strip).toList();
  }
}
