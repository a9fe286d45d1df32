package logkv.grading.protocol;

import java.time.Duration;
import logkv.grading.sandbox.Limits;

/**
 * How much a submission may use.
 *
 * @param call how long one call of a store may take, with a processor to itself
 * @param inside the same for one promise that is tried inside of the child
 * @param visible the same for one file of visible tests
 * @param phase how long all promises of a phase may take that are tried from outside
 * @param stops after so many hangs and broken limits the rest of a phase is not tried
 * @param store of a JVM that calls a store
 * @param suite of a JVM that explores crashes
 * @param compiler of javac
 */
public record Allowance(
    Duration call,
    Duration inside,
    Duration visible,
    Duration phase,
    int stops,
    Limits store,
    Limits suite,
    Limits compiler) {

  /** Several times what right stores need on a slow machine. */
  public static final Allowance STANDARD = new Allowance(
      Duration.ofSeconds(10),
      Duration.ofSeconds(40),
      Duration.ofSeconds(20),
      Duration.ofSeconds(120),
      4,
      Limits.STORE,
      Limits.SUITE,
      Limits.COMPILER);
}
