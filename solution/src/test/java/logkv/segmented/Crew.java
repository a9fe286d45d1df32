package logkv.segmented;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The threads of a test. Some work, which comes to an end; some do something meanwhile, again and again
 * until the work is done.
 *
 * <pre>
 *   new Crew().work(() -> put...).work(() -> get...).meanwhile(store::compact).run();
 * </pre>
 */
final class Crew {
  private static final long LOOK_NANOS = 50_000;
  private static final long MOST_LOOKS = 60_000_000_000L / LOOK_NANOS; // a minute: then it hangs

  private final CountDownLatch begin = new CountDownLatch(1);
  private final List<Thread> workers = new ArrayList<>();
  private final List<Thread> others = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>(); // guarded by itself
  private volatile boolean done;

  /** What a thread does. */
  @FunctionalInterface
  interface Task {
    void run() throws Exception;
  }

  Crew work(Task task) {
    workers.add(thread(task));
    return this;
  }

  Crew meanwhile(Task task) {
    others.add(thread(() -> {
      while (!done) {
        task.run();
      }
    }));
    return this;
  }

  /** The threads that work; for those who want to disturb them. */
  List<Thread> workers() {
    return workers;
  }

  /** Lets all begin together, and returns when they are done; throws what the first one met. */
  void run() {
    List<Thread> all = new ArrayList<>(workers);
    all.addAll(others);
    all.forEach(Thread::start);
    begin.countDown();
    workers.forEach(Crew::join);
    done = true;
    others.forEach(Crew::join);
    if (!failures.isEmpty()) {
      AssertionError first = new AssertionError(
          "a thread of %d met: %s".formatted(all.size(), failures.get(0)), failures.get(0));
      failures.stream().skip(1).forEach(first::addSuppressed);
      throw first;
    }
  }

  private Thread thread(Task task) {
    Thread thread = new Thread(() -> {
      try {
        awaitBegin();
        task.run();
      } catch (Throwable e) {
        synchronized (failures) {
          failures.add(e);
        }
      }
    });
    thread.setDaemon(true);
    return thread;
  }

  private void awaitBegin() {
    while (true) {
      try {
        begin.await();
        return;
      } catch (InterruptedException e) {
        // From a thread that was faster, and whose task is to interrupt others.
      }
    }
  }

  private static void join(Thread thread) {
    while (true) {
      try {
        thread.join();
        return;
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Returns once {@code thread} is in a call of the store and waits there, or has come to its end. */
  static void awaitWaitingInStore(Thread thread) {
    await(
        thread.getName() + " waits in a call of the store",
        () -> isWaitingInStore(thread) || !thread.isAlive());
  }

  private static boolean isWaitingInStore(Thread thread) {
    return (thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.BLOCKED)
        && Arrays.stream(thread.getStackTrace())
            .anyMatch(frame -> frame.getClassName().equals(SegmentedStore.class.getName()));
  }

  /** Whether any thread is in this method now. */
  static boolean isAnybodyIn(Class<?> type, String method) {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .anyMatch(frame ->
            frame.getClassName().equals(type.getName()) && frame.getMethodName().equals(method));
  }

  /** Returns once {@code condition} holds. */
  static void await(String what, BooleanSupplier condition) {
    for (long looked = 0; !condition.getAsBoolean(); looked++) {
      if (looked == MOST_LOOKS) {
        throw new AssertionError("it never came about that " + what);
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
