/**
 * Whether the hidden promises are worth their points: the answers keep all of them, the skeletons
 * none, and the wrong stores of the museum lose some.
 *
 * <p>{@link logkv.grading.prove.HiddenProof} grades them as if they were submissions; {@link
 * logkv.grading.prove.ProveHidden} does so with all of them, as {@code -Phidden} runs it.
 */
package logkv.grading.prove;
