package logkv.segmented;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Looks for an order in which the calls that several threads made for one key could have happened one
 * after the other, each at some moment between its beginning and its end.
 *
 * <p>This is the search of Wing and Gong (1993): of all calls that no other call precedes, try each one
 * next whose answer fits. What makes it fast is Lowe's remark (2017) that it matters which calls have
 * happened and what the key's value is then, but not in which order, so nothing is tried twice.
 */
final class Linearizability {
  private final List<Call> calls; // by their beginnings
  private final Set<State> seen = new HashSet<>();
  private final BitSet happened = new BitSet();
  private BitSet furthest = new BitSet();

  enum Kind {
    PUT,
    GET,
    DELETE,
    CONTAINS
  }

  /**
   * One call for the key.
   *
   * @param value what was put, or what a get returned; null: nothing
   * @param answer what a delete or a contains returned
   * @param begun a moment before the call
   * @param ended a moment after its return; moments are all different
   */
  record Call(Kind kind, String value, boolean answer, long begun, long ended) {
    static Call put(String value, long begun, long ended) {
      return new Call(Kind.PUT, value, true, begun, ended);
    }

    static Call get(String value, long begun, long ended) {
      return new Call(Kind.GET, value, true, begun, ended);
    }

    static Call delete(boolean answer, long begun, long ended) {
      return new Call(Kind.DELETE, null, answer, begun, ended);
    }

    static Call contains(boolean answer, long begun, long ended) {
      return new Call(Kind.CONTAINS, null, answer, begun, ended);
    }

    /** Whether this can happen while the key has {@code before}, null for nothing. */
    boolean fits(String before) {
      return switch (kind) {
        case PUT -> true;
        case GET -> Objects.equals(value, before);
        case DELETE, CONTAINS -> answer == (before != null);
      };
    }

    String after(String before) {
      return kind == Kind.PUT ? value : kind == Kind.DELETE ? null : before;
    }

    @Override
    public String toString() {
      String what = switch (kind) {
        case PUT -> "put(" + value + ")";
        case GET -> "get() = " + value;
        case DELETE -> "delete() = " + answer;
        case CONTAINS -> "contains() = " + answer;
      };
      return "%d..%d %s".formatted(begun, ended, what);
    }
  }

  private record State(BitSet happened, String value) {}

  private Linearizability(List<Call> calls) {
    this.calls = new ArrayList<>(calls);
    this.calls.sort(Comparator.comparingLong(Call::begun));
  }

  /**
   * Returns normally if there is an order that explains all answers.
   *
   * @param key for the message
   * @param before the key's value before the first call, or null
   * @throws AssertionError if there is none; its message shows where the search got stuck
   */
  static void check(String key, String before, List<Call> calls) {
    Linearizability search = new Linearizability(calls);
    if (!search.canGoOn(before)) {
      throw new AssertionError(search.report(key, before));
    }
  }

  private boolean canGoOn(String value) {
    if (happened.cardinality() == calls.size()) {
      return true;
    }
    if (!seen.add(new State((BitSet) happened.clone(), value))) {
      return false;
    }
    if (happened.cardinality() > furthest.cardinality()) {
      furthest = (BitSet) happened.clone();
    }
    long firstEnd = Long.MAX_VALUE; // who begins behind it is preceded by the call that ends there
    for (int i = happened.nextClearBit(0); i < calls.size(); i = happened.nextClearBit(i + 1)) {
      Call call = calls.get(i);
      if (call.begun() > firstEnd) {
        break;
      }
      firstEnd = Math.min(firstEnd, call.ended());
      if (call.fits(value)) {
        happened.set(i);
        if (canGoOn(call.after(value))) {
          return true;
        }
        happened.clear(i);
      }
    }
    return false;
  }

  private String report(String key, String before) {
    List<String> left = new ArrayList<>();
    for (int i = furthest.nextClearBit(0); left.size() < 12 && i < calls.size(); ) {
      left.add(calls.get(i).toString());
      i = furthest.nextClearBit(i + 1);
    }
    return "No order of the %d calls for %s, which had %s, explains their answers. %d can be put in order; then come%n%s"
        .formatted(
            calls.size(),
            key,
            before,
            furthest.cardinality(),
            left.stream().map(call -> "  " + call).collect(joining("\n")));
  }
}
