package logkv.grading.child;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import logkv.grading.bench.LocalStore;

/**
 * Calls the stores of a submission as {@link Wire} says, and tells what they answer. What they print
 * goes to standard error.
 *
 * <p>It halts as soon as its input ends, so it never outlives the grader.
 */
public final class StoreMain {
  private static final int MOST_CHARACTERS = 1 << 28; // of one text that the grader sends

  private static final Reply DONE = to -> to.writeByte(Wire.DONE);
  private static final Reply NULL = to -> to.writeByte(Wire.NULL);
  private static final Call INTERRUPT = () -> DONE; // only ever recognised

  private final Submission submission;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final Map<Integer, LocalStore> stores = new ConcurrentHashMap<>();
  private final Map<Integer, Set<String>> heldKeys = new ConcurrentHashMap<>();
  private final Map<Byte, BlockingQueue<Call>> lanes = new HashMap<>();
  private SubmissionOpener opener;

  /** What a lane is to do; returns its reply. */
  private interface Call {
    Reply run() throws Exception;
  }

  /** What follows the lane in a reply. */
  private interface Reply {
    void writeTo(DataOutputStream to) throws IOException;
  }

  private StoreMain(Submission submission, DataInputStream in, DataOutputStream out) {
    this.submission = submission;
    this.in = in;
    this.out = out;
  }

  /**
   * @param arguments the folders with the submission's classes and the adapter
   */
  public static void main(String[] arguments) throws Exception {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    System.setIn(InputStream.nullInputStream());
    System.setOut(System.err);
    StoreMain main = new StoreMain(new Submission(arguments), in, out);
    out.writeInt(Wire.READY);
    out.flush();
    main.serve();
  }

  private void serve() throws IOException {
    try {
      while (true) {
        byte kind = in.readByte();
        if (kind == Wire.END) {
          return;
        }
        byte lane = in.readByte();
        Call call = read(kind);
        lanes.computeIfAbsent(lane, this::startLane).add(call);
      }
    } catch (EOFException e) {
      Runtime.getRuntime().halt(0); // the grader is gone, so there is nobody to answer
    }
  }

  /** A lane is a thread that makes its calls one after another. */
  private BlockingQueue<Call> startLane(byte number) {
    BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    Thread thread = new Thread(() -> runLane(number, calls), "caller " + number);
    thread.setDaemon(true);
    thread.start();
    return calls;
  }

  private void runLane(byte number, BlockingQueue<Call> calls) {
    boolean interrupt = false;
    while (true) {
      Call call = take(calls);
      if (call == INTERRUPT) {
        interrupt = true;
        continue;
      }
      if (interrupt) {
        Thread.currentThread().interrupt();
        interrupt = false;
      }
      Reply reply = answer(call);
      Thread.interrupted();
      send(number, reply);
    }
  }

  private static Call take(BlockingQueue<Call> calls) {
    while (true) {
      try {
        return calls.take();
      } catch (InterruptedException e) {
        // The submission did that; its calls are made all the same.
      }
    }
  }

  private static Reply answer(Call call) {
    try {
      return call.run();
    } catch (Throwable e) {
      Threw threw = Threw.of(e);
      return to -> {
        to.writeByte(Wire.THREW);
        threw.writeTo(to);
      };
    }
  }

  private void send(byte lane, Reply reply) {
    synchronized (out) {
      try {
        out.writeByte(lane);
        reply.writeTo(out);
        out.flush();
      } catch (IOException e) {
        Runtime.getRuntime().halt(0);
      }
    }
  }

  private Call read(byte kind) throws IOException {
    switch (kind) {
      case Wire.INTERRUPT:
        return INTERRUPT;
      case Wire.OPEN_IN_MEMORY: {
        int number = in.readInt();
        return () -> opened(number, opener().openInMemory());
      }
      case Wire.OPEN: {
        int number = in.readInt();
        Path directory = Path.of(text());
        return () -> opened(number, opener().open(directory));
      }
      case Wire.OPEN_WITH: {
        int number = in.readInt();
        Path directory = Path.of(text());
        long minimum = in.readLong();
        double ratio = in.readDouble();
        return () -> opened(number, opener().open(directory, minimum, ratio));
      }
      case Wire.WANTS: {
        long minimum = in.readLong();
        double ratio = in.readDouble();
        long log = in.readLong();
        long dead = in.readLong();
        return () -> number(opener().wantsCompaction(minimum, ratio, log, dead) ? 1 : 0);
      }
      case Wire.FIGURES:
        return StoreMain::figures;
      default:
        return readStoreCall(kind, in.readInt());
    }
  }

  private Call readStoreCall(byte kind, int number) throws IOException {
    switch (kind) {
      case Wire.PUT: {
        String key = text();
        String value = text();
        return () -> {
          store(number).put(key, value);
          return DONE;
        };
      }
      case Wire.GET: {
        String key = text();
        return () -> found(store(number).get(key));
      }
      case Wire.DELETE: {
        String key = text();
        return () -> number(store(number).delete(key) ? 1 : 0);
      }
      case Wire.KEYS:
        return () -> texts(store(number).keys());
      case Wire.HOLD_KEYS:
        return () -> {
          heldKeys.put(number, store(number).keys());
          return DONE;
        };
      case Wire.HELD_KEYS:
        return () -> texts(heldKeys.get(number));
      case Wire.SIZE:
        return () -> number(store(number).size());
      case Wire.DEAD_BYTES:
        return () -> number(store(number).deadBytes());
      case Wire.COMPACT:
        return () -> {
          store(number).compact();
          return DONE;
        };
      case Wire.CUT_BYTES:
        return () -> number(store(number).cutBytes());
      case Wire.VERIFY:
        return () -> number(store(number).verify());
      case Wire.CLOSE:
        return () -> {
          store(number).close();
          return DONE;
        };
      default:
        throw new IOException("not a request: " + kind);
    }
  }

  private synchronized SubmissionOpener opener() {
    if (opener == null) {
      opener = submission.opener();
    }
    return opener;
  }

  private LocalStore store(int number) {
    return stores.get(number);
  }

  private Reply opened(int number, LocalStore store) {
    stores.put(number, store);
    return DONE;
  }

  private String text() throws IOException {
    return Wire.readText(in, MOST_CHARACTERS);
  }

  private static Reply figures() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return number(runtime.totalMemory() - runtime.freeMemory());
  }

  private static Reply number(long number) {
    return to -> {
      to.writeByte(Wire.NUMBER);
      to.writeLong(number);
    };
  }

  private static Reply found(Optional<String> value) {
    if (value == null) {
      return NULL;
    }
    return value
        .<Reply>map(text -> to -> {
          to.writeByte(Wire.TEXT);
          Wire.writeText(to, text);
        })
        .orElse(to -> to.writeByte(Wire.ABSENT));
  }

  private static Reply texts(Set<String> set) {
    if (set == null) {
      return NULL;
    }
    List<String> texts = new ArrayList<>(set); // here, where it may throw
    return to -> {
      to.writeByte(Wire.TEXTS);
      Wire.writeTexts(to, texts);
    };
  }
}
