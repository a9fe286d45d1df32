package logkv.grading.protocol;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import logkv.grading.bench.StoreFolder;
import logkv.grading.bench.StoreProcess;
import logkv.grading.bench.Trial;

/** One promise, on the processes and folders of a {@link PhaseBench}. */
final class PhaseTrial implements Trial {
  private static final int MOST_PROCESSES = 3;
  private static final int MOST_NOTES = 16;

  private final PhaseBench bench;
  private final Random random;
  private final List<RemoteProcess> ownProcesses = new ArrayList<>();
  private final Deque<String> notes = new ArrayDeque<>();
  private int droppedNotes;
  private String hint = "";

  PhaseTrial(PhaseBench bench, Random random) {
    this.bench = bench;
    this.random = random;
  }

  @Override
  public Random random() {
    return random;
  }

  @Override
  public StoreFolder newFolder() throws IOException {
    return bench.newFolder();
  }

  @Override
  public StoreProcess process() {
    return bench.sharedProcess();
  }

  @Override
  public StoreProcess newProcess(int heapMegabytes) {
    if (ownProcesses.stream().filter(RemoteProcess::isAlive).count() >= MOST_PROCESSES) {
      throw new IllegalStateException("at most three further processes at a time");
    }
    RemoteProcess process = bench.startProcess(heapMegabytes);
    ownProcesses.add(process);
    return process;
  }

  @Override
  public void note(String line) {
    if (notes.size() == MOST_NOTES) {
      notes.removeFirst();
      droppedNotes++;
    }
    notes.add(line);
  }

  @Override
  public void hint(String text) {
    hint = text;
  }

  @Override
  public boolean shouldHurry() {
    return bench.shouldHurry();
  }

  /** The notes, a line each, and then {@code end}. */
  String story(String end) {
    StringBuilder story = new StringBuilder();
    if (droppedNotes > 0) {
      story.append("... (%,d lines before this)\n".formatted(droppedNotes));
    }
    notes.forEach(note -> story.append(note).append('\n'));
    return story + end;
  }

  String hint() {
    return hint;
  }

  void end() {
    ownProcesses.forEach(RemoteProcess::close);
  }
}
