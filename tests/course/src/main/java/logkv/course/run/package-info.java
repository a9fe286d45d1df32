/**
 * Runs tests without trusting them.
 *
 * <pre>
 *   caller                        this JVM               a JVM that may be lost at any time
 *
 *   TestRunner.run(suite)  --->   Worker  == frames ==>  WorkerMain: a fresh class loader,
 *   TestRun                <---           &lt;== events ==    JUnit Platform with Jupiter and jqwik
 * </pre>
 *
 * What the tests print never mixes with the events. A result is what was found and heard: a test
 * that was found and not heard of again has failed.
 */
package logkv.course.run;
