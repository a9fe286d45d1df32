/**
 * What runs in a JVM beside a submission: as little as possible, with nothing in it that is worth
 * reading.
 *
 * <pre>
 *   grader                                    the child
 *
 *   protocol.StoreConnection  == requests ==> StoreMain    calls the store, says what it answered
 *                             &lt;== replies ===
 *   protocol.InChildTrials    == requests ==> SuiteMain    runs an in-child suite, says what it found
 *                             &lt;== results ===
 *   protocol.VisibleTrials    == requests ==> VisibleMain  runs the tests that students have
 *                             &lt;== results ===
 *   protocol.Compiling        == request ===> CompileMain  runs javac and no code of the submission
 *                             &lt;== errors ====
 * </pre>
 *
 * <p>Only this package and {@link logkv.grading.bench} are on the class path there, beside what a
 * suite or the visible tests need. What comes back is not trusted: a store that forges a reply has
 * only answered.
 */
package logkv.grading.child;
