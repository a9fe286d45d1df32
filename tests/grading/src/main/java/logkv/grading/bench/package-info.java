/**
 * What a hidden suite works with: the seam between the promises and the machinery that tries them.
 *
 * <pre>
 *   HiddenSuite      in the grader's JVM: knows what to expect, draws random numbers, judges
 *     Bench          one phase of one submission; runs one trial per promise
 *       Trial        fresh folders, fresh stores, the promise's own random numbers
 *         StoreProcess       a JVM of the submission; may be killed, may end by itself
 *           StoreUnderTest   a store in it
 *         StoreFolder        a store's files, seen from outside
 *
 *   InChildSuite     inside of a JVM with the submission, for what needs the simulated disk
 * </pre>
 *
 * <p>A black-box suite trusts nothing that a submission says. Everything that comes back from the
 * other process is an answer to be judged, or one of two exceptions: {@link
 * logkv.grading.bench.StoreThrew}, which the store threw, and {@link
 * logkv.grading.bench.ProcessLost}. A check need not catch them; the trial makes a story of them.
 */
package logkv.grading.bench;
