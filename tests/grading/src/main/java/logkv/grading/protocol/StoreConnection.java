package logkv.grading.protocol;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import logkv.grading.bench.Broken;
import logkv.grading.bench.ProcessLost;
import logkv.grading.bench.StoreThrew;
import logkv.grading.child.Wire;
import logkv.grading.sandbox.Child;

/**
 * Requests to a {@link logkv.grading.child.StoreMain} and its replies. A reply is whatever comes over
 * the line in its form; nothing else about it is believed.
 *
 * <p>Safe for several threads, one per lane. Whoever waits for a reply and finds nobody reading reads
 * for all, so that a single lane needs no change of threads.
 */
final class StoreConnection {
  static final int LANES = 16;

  private static final Duration START = Duration.ofSeconds(20);
  private static final int MOST_CHARACTERS = 64 * 1024 * 1024; // of one reply

  private final Child child;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final List<Queue<Reply>> replies = new ArrayList<>();
  private final int[] dropped = new int[LANES]; // replies that nobody wants, by lane
  private final String[] running = new String[LANES]; // for stories
  private int awaited;
  private boolean reading;
  private String lost;

  private StoreConnection(Child child, Duration patience) {
    this.child = child;
    this.patience = patience;
    for (int lane = 0; lane < LANES; lane++) {
      replies.add(new ArrayDeque<>());
    }
  }

  /**
   * Waits until {@code child} is ready.
   *
   * @param patience how long one call may take, with a processor to itself
   * @throws ProcessLost if it never is
   */
  static StoreConnection to(Child child, Duration patience) {
    StoreConnection connection = new StoreConnection(child, patience);
    child.asked(START);
    try {
      if (child.in().readInt() != Wire.READY) {
        child.stop("It did not begin as it should, and was stopped.");
      }
    } catch (IOException e) {
      child.kill();
      throw new ProcessLost(
          child.stoppedBecause().orElse("It ended before the store was opened."), true);
    }
    child.answered();
    return connection;
  }

  /** Whether a call may be answered. */
  boolean isUsable() {
    lock.lock();
    try {
      return lost == null && child.isAlive();
    } finally {
      lock.unlock();
    }
  }

  Child child() {
    return child;
  }

  /** Writes what follows the lane in a request. */
  interface Fields {
    void writeTo(DataOutputStream to) throws IOException;
  }

  /** What came back. */
  record Reply(byte kind, long number, String text, List<String> texts, StoreThrew threw) {}

  /**
   * Sends a request and waits for its reply.
   *
   * @param call how stories call it
   * @throws StoreThrew if that is the reply
   * @throws ProcessLost if there is none
   * @throws Broken if it is null where it may not be
   */
  Reply call(int lane, String call, byte kind, Fields fields) {
    begin(lane, call, kind, fields);
    Reply reply = await(lane, call);
    if (reply.kind() == Wire.THREW) {
      throw named(reply.threw(), call);
    }
    if (reply.kind() == Wire.NULL) {
      throw new Broken(call + " returned null.", "A store never returns null.");
    }
    return reply;
  }

  private static StoreThrew named(StoreThrew threw, String call) {
    return new StoreThrew(call, threw.types(), threw.words(), threw.place());
  }

  /** Sends a request whose reply nobody waits for. */
  void callAndForget(int lane, String call, byte kind, Fields fields) {
    begin(lane, call, kind, fields);
    lock.lock();
    try {
      dropped[lane]++;
      running[lane] = null;
      awaited--;
      if (awaited == 0) {
        child.answered();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Sends what has no reply. */
  void tell(int lane, byte kind) {
    send(kind, lane, to -> {});
  }

  private void begin(int lane, String call, byte kind, Fields fields) {
    lock.lock();
    try {
      requireThere(call);
      running[lane] = call;
      if (awaited++ == 0) {
        child.asked(patience);
      }
    } finally {
      lock.unlock();
    }
    send(kind, lane, fields);
  }

  private void send(byte kind, int lane, Fields fields) {
    DataOutputStream out = child.out();
    synchronized (out) {
      try {
        out.writeByte(kind);
        if (kind != Wire.END) {
          out.writeByte(lane);
        }
        fields.writeTo(out);
        out.flush();
      } catch (IOException e) {
        // It is gone; whoever waits for the reply hears of it.
      }
    }
  }

  private Reply await(int lane, String call) {
    lock.lock();
    try {
      while (replies.get(lane).isEmpty() && lost == null) {
        if (reading) {
          arrived.awaitUninterruptibly();
        } else {
          readOne();
        }
      }
      running[lane] = null;
      if (--awaited == 0) {
        child.answered();
      } else {
        child.asked(patience);
      }
      if (replies.get(lane).isEmpty()) {
        requireThere(call);
      }
      return replies.get(lane).remove();
    } finally {
      lock.unlock();
    }
  }

  /** Called with the lock, and gives it away while it waits. */
  private void readOne() {
    reading = true;
    lock.unlock();
    int lane = -1;
    Reply reply = null;
    String trouble = null;
    try {
      lane = child.in().readUnsignedByte();
      reply = read(child.in());
    } catch (IOException | IllegalArgumentException e) {
      trouble = whyLost(e);
    } finally {
      lock.lock();
      reading = false;
      arrived.signalAll();
    }
    if (trouble == null && (lane >= LANES || !isAwaited(lane))) {
      trouble = spokeOutOfTurn();
    }
    if (trouble != null) {
      lost = trouble;
    } else if (dropped[lane] > 0) {
      dropped[lane]--;
    } else {
      replies.get(lane).add(reply);
    }
  }

  private boolean isAwaited(int lane) {
    return dropped[lane] > 0 || running[lane] != null && replies.get(lane).isEmpty();
  }

  private String spokeOutOfTurn() {
    child.stop("Its process wrote to the grader's line what is no answer, and was stopped.");
    return child.stoppedBecause().orElseThrow();
  }

  private String whyLost(Exception trouble) {
    if (child.stoppedBecause().isPresent()) {
      return child.stoppedBecause().get();
    }
    Optional<Integer> status =
        trouble instanceof EOFException ? child.awaitEnd(Duration.ofSeconds(2)) : Optional.empty();
    if (status.isEmpty()) {
      return spokeOutOfTurn();
    }
    child.kill();
    if (child.stoppedBecause().isPresent()) {
      return child.stoppedBecause().get();
    }
    return "The process ended by itself, with exit status %d; a store never ends the JVM."
        .formatted(status.get());
  }

  private void requireThere(String call) {
    if (lost != null) {
      throw new ProcessLost(
          lost + " The call was " + call + ".", child.stoppedBecause().isPresent());
    }
  }

  /** Says what every later call will hear. */
  void killed(String why) {
    child.kill();
    lock.lock();
    try {
      lost = why;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static Reply read(DataInputStream in) throws IOException {
    byte kind = in.readByte();
    switch (kind) {
      case Wire.DONE:
      case Wire.ABSENT:
      case Wire.NULL:
        return new Reply(kind, 0, null, List.of(), null);
      case Wire.NUMBER:
        return new Reply(kind, in.readLong(), null, List.of(), null);
      case Wire.TEXT:
        return new Reply(kind, 0, Wire.readText(in, MOST_CHARACTERS), List.of(), null);
      case Wire.TEXTS:
        return new Reply(kind, 0, null, Wire.readTexts(in, MOST_CHARACTERS), null);
      case Wire.THREW:
        return new Reply(kind, 0, null, List.of(), readThrew(in));
      default:
        throw new IOException("not a reply: " + kind);
    }
  }

  private static StoreThrew readThrew(DataInputStream in) throws IOException {
    List<String> types = Wire.readTexts(in, MOST_CHARACTERS);
    String words = Wire.readText(in, MOST_CHARACTERS);
    String place = Wire.readText(in, MOST_CHARACTERS);
    if (types.isEmpty() || types.contains(null) || words == null || place == null) {
      throw new IOException("not an exception");
    }
    return new StoreThrew("", types, words, place);
  }
}
