/**
 * What people and programs get to see of grades.
 *
 * <pre>
 *   OUT/index.html               the class: distribution, hardest promises, commonest wrong stores
 *   OUT/scores.csv               a line for each submission, for a grade book
 *   OUT/promises.csv             the same with a column for each promise
 *   OUT/students/NAME.html, .md  for the student: what was kept, the stories of what was not
 *   OUT/students/NAME.junit.xml  for a build server
 *   OUT/students/NAME.gradescope.json
 * </pre>
 *
 * <p>{@link logkv.grading.report.Reports} writes all of them and needs nothing but {@link
 * logkv.grading.score.Grade grades}. In these, the name of a student, the stories, the hints, the
 * remarks and the compiler's words may have been chosen by somebody who means harm; every format
 * escapes them in its own way, and no page loads or runs anything.
 */
package logkv.grading.report;
