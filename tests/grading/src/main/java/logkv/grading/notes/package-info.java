/**
 * The notes are true: what stands between markers in a page is cut from what the build compiles and
 * runs, links lead somewhere, and chapters have the form of a chapter.
 *
 * <pre>
 *   Notes          every page of the course: check them, or write them anew
 *     Markers        the parts of a page that are not typed:
 *       JavaCut        a member of a class, or a drawing from its Javadoc
 *       Runs           what commands say when they are played in an empty folder
 *       Measured       a table of figures, from a kept result
 *     Links          links and anchors; Pictures what they lead to; Names what is called by its name
 *     Claims         promises with the tests that hold them
 *     Predicted      questions about the disk with answers that are true
 *     ChapterForm    headings in their order, questions with folded answers
 * </pre>
 *
 * <p>{@code ./course notes} is the command, and {@code NotesTest} checks with every build.
 */
package logkv.grading.notes;
