package logkv.grading.inside;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import logkv.crash.disk.Faults;

/**
 * Several threads that begin at the same moment and meet on the disk.
 *
 * <p>Threads on a fast disk hardly ever meet by chance. So each, before it writes or forces, lets the
 * others come as far as they can: to the disk, if nothing keeps them out of the store, or to its lock.
 * What is not locked then goes wrong nearly every time.
 */
final class Threads implements Faults {
  private static final int MOST_TURNS = 2_000;

  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch go = new CountDownLatch(1);
  private final AtomicReference<Throwable> thrown = new AtomicReference<>();

  /** What one of them does. */
  @FunctionalInterface
  interface Work {
    void run(int number) throws Exception;
  }

  /** Runs {@code work} in {@code count} threads and returns what the first of them threw, if one did. */
  Optional<Throwable> run(int count, Work work) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      int number = i;
      Thread thread = new Thread(() -> {
        try {
          go.await();
          work.run(number);
        } catch (Throwable e) {
          thrown.compareAndSet(null, e);
        }
      });
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    return Optional.ofNullable(thrown.get());
  }

  @Override
  public boolean met() {
    return false;
  }

  @Override
  public int onWrite(String path, int length) {
    letOthersCome();
    return length;
  }

  @Override
  public void onForce(String path) {
    letOthersCome();
  }

  private void letOthersCome() {
    if (threads.contains(Thread.currentThread())) {
      for (int turn = 0; turn < MOST_TURNS && !haveOthersCome(); turn++) {
        Thread.yield();
      }
    }
  }

  /** Waiting at a lock, or done. */
  private boolean haveOthersCome() {
    return threads.stream()
        .filter(thread -> thread != Thread.currentThread())
        .noneMatch(thread -> thread.getState() == Thread.State.RUNNABLE);
  }
}
