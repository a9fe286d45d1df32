/**
 * The instructors' part of the course. In this package is the proof that it keeps its promises; the
 * grader is in the packages below it, and begins at {@link logkv.grading.grade}; what it says goes out
 * by {@link logkv.grading.report}, what students get by {@link logkv.grading.handout}.
 *
 * <p>Start at {@link logkv.grading.Proof}. It looks at the modules that Maven compiled:
 *
 * <pre>
 *   Proof
 *     |-- Chain     which modules there are, and which one answers which phase
 *     |-- Runs      what became of every suite on every later module, by the course tool's runner
 *     |-- Rule      one promise; each finds its Violations in a Chain and its Runs
 *     `-- Exceptions   what breaks a rule on purpose, and why
 * </pre>
 *
 * <p>The {@link logkv.grading.museum museum} of wrong stores brings one rule more. {@link
 * logkv.grading.Prove} is all of it together, as {@code ./course prove} prints it.
 *
 * <p>{@link logkv.grading.MutationTesting} stands apart: it says how strong each suite is, by small
 * changes to the answers that the suites must notice.
 *
 * <p>Nothing depends on this package, and no learner's handout contains it.
 */
package logkv.grading;
