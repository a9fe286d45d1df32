/**
 * The museum of wrong stores: mistakes that somebody made, each with the test that catches it.
 *
 * <pre>
 *   Museum            all exhibits, as they lie in tests/grading/museum
 *     `-- Exhibit     one mistake: its story, a Patch to the answer of its phase, who must catch it
 *   Workshop          builds the right store of a phase, and the wrong one of an exhibit
 *   Tour              runs the tests that must catch an exhibit, for all of them
 *     `-- Outcome     which tests failed and what they said; what is wrong with that
 *   Attempt           somebody's own test, on the right store and on the wrong one
 * </pre>
 */
package logkv.grading.museum;
