/**
 * Where code of a submission runs: in processes that can do little, and that end when the grader says.
 *
 * <p>{@link logkv.grading.sandbox.Sandbox} finds out once how well this machine can lock processes up;
 * a {@link logkv.grading.sandbox.Cell} is the place of one submission at a time, a folder and if
 * possible a user of its own; a {@link logkv.grading.sandbox.Child} is a process in it, and {@link
 * logkv.grading.sandbox.Watch} looks after all of them.
 */
package logkv.grading.sandbox;
