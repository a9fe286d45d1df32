/**
 * What a grade is: plain values that the grader fills, the reports show and {@link
 * logkv.grading.score.GradeJson} keeps.
 *
 * <pre>
 *   Rubric   --- Promise: points, a sentence, where to read
 *   Grade    --- PhaseResult --- PromiseResult: Promise, Verdict, story, hint
 *   Took         measured times, apart from the grade, which is the same on every run
 * </pre>
 *
 * <p>Texts in them may have been written by a submission: the name of a student, the message of an
 * exception. Whoever shows them escapes them.
 */
package logkv.grading.score;
