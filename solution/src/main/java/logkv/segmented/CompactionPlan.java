package logkv.segmented;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Decides which segments to rewrite. It only looks at numbers; {@link Compaction} does the work.
 *
 * <p>A run is a number of sealed segments that lie beside each other in the log. They are rewritten into
 * one segment, so what lives in them must fit into one.
 *
 * <pre>
 *   live bytes, in per cent   [ 90 ] [ 20 ] [ 30 ] [ 80 ] [ 25 ] active
 *   at a dead ratio of 0.5             +-------+
 *   everything                +------------+ +----------------+
 * </pre>
 *
 * @param segments what the segments of the log are, oldest first, without the active one
 * @param segmentBytes how long a segment may get
 */
record CompactionPlan(List<Candidate> segments, long segmentBytes) {
  private static final int SMALL_PART = 8; // of a full segment
  private static final int LEAST_SMALL = 4;

  /**
   * What counts of one segment.
   *
   * @param tombstoneBytes they can go only together with the oldest segment, as far as one may plan on
   */
  record Candidate(
      Segment segment, long bytes, long liveBytes, long tombstoneBytes, boolean oldest) {
    static List<Candidate> of(List<Segment> log) {
      List<Candidate> candidates = new ArrayList<>();
      for (Segment segment : log) {
        if (segment.isSealed()) {
          candidates.add(new Candidate(
              segment,
              segment.end(),
              segment.liveBytes().get(),
              segment.tombstoneBytes().get(),
              candidates.isEmpty()));
        }
      }
      return candidates;
    }

    long keptBytes() {
      return liveBytes + (oldest ? 0 : tombstoneBytes);
    }

    long reclaimableBytes() {
      return segment.deadBytes() + (oldest ? tombstoneBytes : 0);
    }
  }

  /** Returns all runs that have anything to give back; together they cover the log. */
  List<List<Segment>> everything() {
    List<List<Segment>> runs = new ArrayList<>();
    int first = 0;
    while (first < segments.size()) {
      int behind = first + 1;
      long kept = segments.get(first).keptBytes();
      while (behind < segments.size() && kept + segments.get(behind).keptBytes() <= segmentBytes) {
        kept += segments.get(behind).keptBytes();
        behind++;
      }
      if (behind - first > 1 || segments.get(first).reclaimableBytes() > 0) {
        runs.add(run(first, behind));
      }
      first = behind;
    }
    return runs;
  }

  /**
   * Returns the run that gives back most for its cost, or an empty one if none is worth it.
   *
   * @param deadRatio which part of a segment must be reclaimable
   * @param avoided segments that could not be rewritten before
   */
  List<Segment> worthwhile(double deadRatio, Set<Segment> avoided) {
    int best = -1;
    double bestRatio = 0;
    for (int i = 0; i < segments.size(); i++) {
      double ratio = ratio(i);
      if (ratio >= deadRatio
          && ratio > bestRatio
          && !avoided.contains(segments.get(i).segment())) {
        best = i;
        bestRatio = ratio;
      }
    }
    if (best < 0) {
      return small(avoided);
    }
    int first = best;
    int behind = best + 1;
    long kept = segments.get(best).keptBytes();
    while (behind < segments.size() && joins(behind, kept, deadRatio, avoided)) {
      kept += segments.get(behind++).keptBytes();
    }
    while (first > 0 && joins(first - 1, kept, deadRatio, avoided)) {
      kept += segments.get(--first).keptBytes();
    }
    return run(first, behind);
  }

  /** Many small segments cost files, and time at opening. */
  private List<Segment> small(Set<Segment> avoided) {
    int first = 0;
    for (int i = 0; i <= segments.size(); i++) {
      boolean isSmall = i < segments.size()
          && segments.get(i).bytes() < segmentBytes / SMALL_PART
          && !avoided.contains(segments.get(i).segment())
          && i - first < SMALL_PART;
      if (!isSmall) {
        if (i - first >= LEAST_SMALL) {
          return run(first, i);
        }
        first = i + 1;
      }
    }
    return List.of();
  }

  private boolean joins(int i, long kept, double deadRatio, Set<Segment> avoided) {
    Candidate candidate = segments.get(i);
    return kept + candidate.keptBytes() <= segmentBytes
        && (ratio(i) >= deadRatio || candidate.bytes() < segmentBytes / SMALL_PART)
        && !avoided.contains(candidate.segment());
  }

  private double ratio(int i) {
    return (double) segments.get(i).reclaimableBytes() / segments.get(i).bytes();
  }

  private List<Segment> run(int first, int behind) {
    return segments.subList(first, behind).stream().map(Candidate::segment).toList();
  }
}
