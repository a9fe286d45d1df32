package logkv.course.submission;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import logkv.course.Phase;
import logkv.course.Skeleton;

/**
 * What was taken from somebody's folder or archive.
 *
 * @param sources by the numbers of the phases: texts by their names, as in {@code
 *     "logkv/log/LogFile.java"}; safe names, decoded texts, nothing that the whitelist did not take
 * @param refusals a printable sentence for each file that somebody may have counted on and that was
 *     not taken, in the order of their names
 */
public record Submission(
    SortedMap<Integer, SortedMap<String, String>> sources, List<String> refusals) {

  public Submission {
    SortedMap<Integer, SortedMap<String, String>> copy = new TreeMap<>();
    sources.forEach(
        (phase, texts) -> copy.put(phase, Collections.unmodifiableSortedMap(new TreeMap<>(texts))));
    sources = Collections.unmodifiableSortedMap(copy);
    refusals = List.copyOf(refusals);
  }

  /** What was taken for {@code phase}; empty if there is nothing of it. */
  public SortedMap<String, String> of(Phase phase) {
    return sources.getOrDefault(phase.number(), Collections.emptySortedMap());
  }

  /** Whether there is something for {@code phase}, and it is not just what was handed out. */
  public boolean isBegun(Phase phase) {
    return !of(phase).isEmpty() && !Skeleton.fingerprint(of(phase)).equals(phase.skeleton());
  }
}
