package logkv.grading.inside;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Several threads that begin at the same moment. */
final class Threads {
  private Threads() {}

  /** What one of them does. */
  @FunctionalInterface
  interface Work {
    void run(int number) throws Exception;
  }

  /** Runs {@code work} in {@code count} threads and returns what the first of them threw, if one did. */
  static Optional<Throwable> run(int count, Work work) throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
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
      thread.start();
      threads.add(thread);
    }
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    return Optional.ofNullable(thrown.get());
  }
}
