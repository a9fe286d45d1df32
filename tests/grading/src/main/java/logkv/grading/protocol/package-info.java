/**
 * The grader's end of the line to the processes of a submission.
 *
 * <p>{@link logkv.grading.protocol.PhaseBench} tries the promises of a phase, one {@code Trial} each;
 * a trial's {@link logkv.grading.protocol.RemoteProcess} and {@link
 * logkv.grading.protocol.RemoteStore} speak {@link logkv.grading.child.Wire} over a {@link
 * logkv.grading.protocol.StoreConnection}. {@link logkv.grading.protocol.InChildTrials} has promises
 * tried inside of the other process, if {@link logkv.grading.protocol.Harmless} finds nothing that
 * could reach out of it; {@link logkv.grading.protocol.VisibleTrials} runs the tests that students have
 * in the same way.
 */
package logkv.grading.protocol;
