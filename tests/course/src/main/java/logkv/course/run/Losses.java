package logkv.course.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Says in sentences how a JVM was lost, and what to do about it. */
final class Losses {
  private Losses() {}

  static Failure stuck(Duration limit, Optional<Worker.Event.Stack> where) {
    String sentence =
        "It was still running after %s, so it was stopped. Is there a loop that never ends, or a"
            + " wait for something that never comes?";
    StringBuilder message = new StringBuilder(sentence.formatted(text(limit)));
    where
        .flatMap(Losses::place)
        .ifPresent(at -> message.append("\nIt was at ").append(at).append('.'));
    where.ifPresent(
        stack -> stack.others().forEach(line -> message.append("\nMeanwhile, ").append(line)));
    return failure(Failure.Kind.STUCK, message.toString(), where);
  }

  static Failure exited(Worker.Event.Stack where) {
    String at = place(Optional.of(where).get()).map(place -> " at " + place).orElse("");
    return failure(
        Failure.Kind.ENDED_THE_JVM,
        "System.exit was called%s, which ends the whole program of whoever uses the store."
                .formatted(at)
            + " Throw an exception instead.",
        Optional.of(where));
  }

  static Failure halted(Worker.Event.Lost lost) {
    String lastWords = lost.lastWords().strip();
    return new Failure(
        Failure.Kind.ENDED_THE_JVM,
        List.of(),
        "The JVM ended with exit status %d while this was running, as after Runtime.halt."
                .formatted(lost.exitStatus())
            + " Throw an exception instead." + (lastWords.isEmpty() ? "" : "\n" + lastWords),
        List.of(),
        "");
  }

  private static Failure failure(
      Failure.Kind kind, String message, Optional<Worker.Event.Stack> where) {
    return new Failure(
        kind,
        List.of(),
        message,
        where.map(Worker.Event.Stack::stack).orElse(List.of()),
        where.map(Worker.Event.Stack::output).orElse(""));
  }

  private static Optional<String> place(Worker.Event.Stack where) {
    return where.stack().stream()
        .filter(StackFrames::isOfPhase)
        .findFirst()
        .map(StackFrames::brief);
  }

  private static String text(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }
}
