package logkv.grading.sandbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at all children ten times a second, and stops those that break a limit. */
public final class Watch implements AutoCloseable {
  private static final int EVERY_MILLIS = 100;

  private final Set<Child> children = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "watch");
        thread.setDaemon(true);
        return thread;
      });

  public Watch() {
    timer.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    Runtime.getRuntime().addShutdownHook(new Thread(this::killAll, "last watch"));
  }

  void add(Child child) {
    children.add(child);
  }

  void remove(Child child) {
    children.remove(child);
  }

  private void look() {
    for (Child child : children) {
      try {
        child.check();
      } catch (RuntimeException e) {
        child.stop("The grader lost sight of it and stopped it: " + e); // never look away
      }
    }
  }

  private void killAll() {
    children.forEach(Child::kill);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    killAll();
  }
}
