package logkv.course.run;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The worker's end of the line on which it tells what happens. Safe for several threads. */
final class Events {
  private final DataOutputStream to;

  Events(DataOutputStream to) {
    this.to = to;
  }

  void found(TestId test, List<String> displayNames, Collection<String> tags) {
    send(Frames.FOUND, () -> {
      Frames.writeText(to, test.toString());
      Frames.writeTexts(to, displayNames);
      Frames.writeTexts(to, tags);
    });
  }

  void started(TestId test) {
    send(Frames.STARTED, () -> Frames.writeText(to, test.toString()));
  }

  void finished(TestId test, TestResult.Status status, Optional<Failure> failure) {
    send(Frames.FINISHED, () -> {
      Frames.writeText(to, test.toString());
      Frames.writeText(to, status.name());
      if (failure.isPresent()) {
        Frames.writeFailure(to, failure.get());
      }
    });
  }

  void stack(byte kind, List<StackTraceElement> stack, List<String> others, String output) {
    send(kind, () -> {
      Frames.writeStack(to, stack);
      Frames.writeTexts(to, others);
      Frames.writeText(to, output);
    });
  }

  void done(boolean threadsLeftBehind) {
    send(Frames.DONE, () -> to.writeBoolean(threadsLeftBehind));
  }

  private synchronized void send(byte kind, Fields fields) {
    try {
      to.writeByte(kind);
      fields.write();
      to.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the tool that started this JVM does not listen", e);
    }
  }

  @FunctionalInterface
  private interface Fields {
    void write() throws IOException;
  }
}
