/**
 * From submissions to grades: {@link logkv.grading.grade.Submissions} finds them, {@link
 * logkv.grading.grade.Grader} grades one, {@link logkv.grading.grade.ClassRun} all of them, several at
 * a time, and remembers in {@link logkv.grading.grade.Results} which are done.
 */
package logkv.grading.grade;
