/**
 * A repository for students, {@code ./course handout}: the phases up to one as skeletons, the crash
 * kit, the course tool, the lectures; no answer to that phase or a later one, and nothing of this
 * module.
 *
 * <p>{@link logkv.grading.handout.Handout} collects what belongs into it, {@link
 * logkv.grading.handout.Leaks} looks for answers in that, and {@link
 * logkv.grading.handout.HandoutFolder} writes it down, anew or over an earlier handout.
 */
package logkv.grading.handout;
