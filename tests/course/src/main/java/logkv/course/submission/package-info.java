/**
 * What is taken from a submission, and whether it compiles; for {@code ./course check-submission} and
 * for the grader, so that a student can know beforehand what the grader will see.
 *
 * <p>A folder or a zip goes through {@link logkv.course.submission.Intake}, which asks {@link
 * logkv.course.submission.Whitelist} about every name and every byte, and becomes a {@link
 * logkv.course.submission.Submission}. {@link logkv.course.submission.SubmissionBuild} lays one phase
 * of it over the skeleton and compiles that.
 *
 * <p>Whatever comes from a submission is hostile until the whitelist has seen it: names reach
 * sentences only through {@link logkv.course.submission.Printable}.
 */
package logkv.course.submission;
