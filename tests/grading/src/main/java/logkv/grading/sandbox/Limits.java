package logkv.grading.sandbox;

/**
 * What a child may use before it is stopped.
 *
 * @param heapMegabytes of its Java heap
 * @param cpuSeconds of processor time, each of its processes
 * @param wallSeconds from its start
 * @param tasks processes and threads together; a JVM alone has about 25
 * @param diskMegabytes of all files in its folder together
 * @param files in its folder
 * @param outputMegabytes that it may write to its standard error
 */
public record Limits(
    int heapMegabytes,
    int cpuSeconds,
    int wallSeconds,
    int tasks,
    int diskMegabytes,
    int files,
    int outputMegabytes) {

  /** Of a JVM that calls a store. */
  public static final Limits STORE = new Limits(128, 60, 120, 150, 512, 20_000, 16);

  /** Of a JVM that explores crashes on the simulated disk, whose files are on the heap. */
  public static final Limits SUITE = new Limits(512, 120, 240, 150, 64, 1_000, 16);

  /** Of javac, which one child runs for many submissions. */
  public static final Limits COMPILER = new Limits(512, 300, 1_800, 150, 64, 20_000, 16);

  public Limits withHeap(int megabytes) {
    return new Limits(
        megabytes, cpuSeconds, wallSeconds, tasks, diskMegabytes, files, outputMegabytes);
  }

  /** A JVM reserves much more address space than it uses. */
  long addressSpaceBytes() {
    return (2_560L + 2L * heapMegabytes) << 20;
  }
}
