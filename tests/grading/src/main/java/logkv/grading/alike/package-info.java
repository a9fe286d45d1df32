/**
 * Which wrong store of the museum a submission behaves like.
 *
 * <pre>
 *   KnownStores   names it, if it is clear enough
 *     Traces      how each of them behaves, in tests/grading/traces.txt
 *     Trace       how one store behaves: the promises that it breaks, and in which words
 * </pre>
 */
package logkv.grading.alike;
