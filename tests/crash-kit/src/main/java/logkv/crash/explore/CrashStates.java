package logkv.crash.explore;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import logkv.crash.disk.JournalEntry;
import logkv.crash.disk.Operation.Write;
import logkv.crash.explore.CrashState.Tail;

/**
 * Which states a crash right after one operation can leave, the simplest first: nothing is lost, the
 * last effect is lost, another one, the write in flight is torn, two effects are lost and so on.
 *
 * <p>Up to {@value #MOST_FOR_ALL} pending effects, all states that the disk allows. With more there
 * would be too many; then it is those that have found mistakes: the last effects lost, one lost, all
 * but one lost, all bytes lost, all names lost, and {@value #SAMPLES} by chance, the same each time.
 */
final class CrashStates {
  static final int MOST_FOR_ALL = 8;
  static final int SAMPLES = 32;

  private static final int SECTOR = 512;
  private static final int SHORT_WRITE = 32;
  private static final int MOST_CUTS = 64;
  private static final int[] CUTS_IN_A_HEADER = {1, 2, 4, 8, 12, 16, 17, 20, 24};

  /** All subsets of 8 effects: {@code SUBSETS[mask]} has the bits of {@code mask}; never changed. */
  private static final BitSet[] SUBSETS = IntStream.range(0, 1 << MOST_FOR_ALL)
      .mapToObj(mask -> BitSet.valueOf(new long[] {mask}))
      .toArray(BitSet[]::new);

  /** The same masks, fewer effects first, and among as many the later effects first. */
  private static final int[] SIMPLEST_FIRST = IntStream.range(0, SUBSETS.length)
      .boxed()
      .sorted(Comparator.comparingInt((Integer mask) -> Integer.bitCount(mask))
          .thenComparing(Comparator.reverseOrder()))
      .mapToInt(Integer::intValue)
      .toArray();

  private final Replay replay;
  private final List<Pending> pending;

  private CrashStates(Replay replay) {
    this.replay = replay;
    this.pending = replay.pending();
  }

  /** Returns the states for a crash right after {@code last}, which was just applied. */
  static List<CrashState> after(JournalEntry last, Replay replay) {
    CrashStates states = new CrashStates(replay);
    if (!replay.disk().losesUnforced() || replay.pending().isEmpty()) {
      return List.of(CrashState.losing(SUBSETS[0]));
    }
    List<CrashState> losing =
        states.pending.size() <= MOST_FOR_ALL ? states.all() : states.chosen(last.number());
    List<CrashState> torn = states.torn(last);
    return torn.isEmpty() ? losing : inOrder(losing, torn);
  }

  private static List<CrashState> inOrder(List<CrashState> losing, List<CrashState> torn) {
    List<CrashState> states = new ArrayList<>(losing.size() + torn.size());
    int next = 0;
    while (next < losing.size() && losing.get(next).hit() <= 1) {
      states.add(losing.get(next++));
    }
    states.addAll(torn);
    states.addAll(losing.subList(next, losing.size()));
    return states;
  }

  private List<CrashState> all() {
    int size = pending.size();
    int[] needed = new int[size];
    int settled = 0;
    for (int i = 0; i < size; i++) {
      settled |= pending.get(i).settled ? 1 << i : 0;
      for (int j = 0; j < i; j++) {
        boolean needs = pending.get(i).needs(pending.get(j), replay.disk().keepsOrder());
        needed[i] |= needs ? 1 << j : 0;
      }
    }
    List<CrashState> states = new ArrayList<>();
    for (int lost : SIMPLEST_FIRST) {
      if (lost < 1 << size && (lost & settled) == 0 && isPossible(lost, needed)) {
        states.add(CrashState.losing(SUBSETS[lost]));
      }
    }
    return states;
  }

  private static boolean isPossible(int lost, int[] needed) {
    for (int i = 0; i < needed.length; i++) {
      if ((lost & 1 << i) == 0 && (lost & needed[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  private List<CrashState> chosen(int seed) {
    int size = pending.size();
    Random random = new Random(seed); // of this operation alone, so that at(operation) repeats it
    Set<BitSet> lost = new LinkedHashSet<>();
    for (int i = size; i >= 0; i--) {
      BitSet first = new BitSet();
      first.set(0, i);
      lost.add(lostWhenKeeping(first));
    }
    for (int i = size - 1; i >= 0; i--) {
      BitSet one = new BitSet();
      one.set(i);
      lost.add(lostWhenKeeping(one));
      BitSet others = new BitSet();
      others.set(0, size);
      others.clear(i);
      lost.add(lostWhenKeeping(others));
    }
    lost.add(lostWhenKeeping(names(true)));
    lost.add(lostWhenKeeping(names(false)));
    for (int i = 0; i < SAMPLES; i++) {
      BitSet sample = new BitSet();
      IntStream.range(0, size).filter(each -> random.nextBoolean()).forEach(sample::set);
      lost.add(lostWhenKeeping(sample));
    }
    return lost.stream()
        .sorted(Comparator.comparingInt(BitSet::cardinality))
        .map(CrashState::losing)
        .toList();
  }

  private BitSet names(boolean isName) {
    BitSet chosen = new BitSet();
    IntStream.range(0, pending.size())
        .filter(i -> pending.get(i).isName() == isName)
        .forEach(chosen::set);
    return chosen;
  }

  /** Returns the complement of the smallest possible set that contains {@code kept}. */
  private BitSet lostWhenKeeping(BitSet kept) {
    IntStream.range(0, pending.size()).filter(i -> pending.get(i).settled).forEach(kept::set);
    replay.addWhatIsNeeded(kept);
    BitSet lost = new BitSet();
    lost.set(0, pending.size());
    lost.andNot(kept);
    return lost;
  }

  private List<CrashState> torn(JournalEntry last) {
    int index = pending.size() - 1;
    if (pending.get(index).entry != last || !(last.operation() instanceof Write write)) {
      return List.of();
    }
    List<CrashState> torn = new ArrayList<>();
    boolean anyTail = replay.disk().leavesZerosAndGarbage();
    for (int cut : cuts(write)) {
      for (Tail tail : anyTail ? Tail.values() : new Tail[] {Tail.CUT_OFF}) {
        if (cut > 0 || tail != Tail.CUT_OFF) { // else it is lost, not torn
          torn.add(new CrashState(SUBSETS[0], index, cut, tail));
        }
      }
    }
    return torn;
  }

  /** Returns where to cut: at every byte when short, else in a header, at sectors and in between. */
  private static Set<Integer> cuts(Write write) {
    int length = write.data().length;
    Set<Integer> cuts = new TreeSet<>();
    if (length <= SHORT_WRITE) {
      IntStream.range(0, length).forEach(cuts::add);
      return cuts;
    }
    cuts.add(0);
    for (int cut : CUTS_IN_A_HEADER) {
      cuts.add(cut);
    }
    cuts.addAll(List.of(length / 4, length / 2, length / 4 * 3, length - 1));
    long sector = (write.offset() / SECTOR + 1) * SECTOR;
    for (; sector < write.end() && cuts.size() < MOST_CUTS; sector += SECTOR) {
      cuts.add((int) (sector - write.offset()));
    }
    return cuts;
  }
}
