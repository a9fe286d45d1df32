/**
 * Crash tests for programs that keep data on a disk: the test pulls the plug at every operation, and
 * looks at what the program makes of every state the disk could be in.
 *
 * <pre>
 *   your test         CrashTest.of(store).on(Disk.STRICT).check(put("a", "1"), compact())
 *                         |
 *   logkv.crash.explore   record the run -> replay the journal -> enumerate what a crash leaves
 *                         |                    -> open the store on it -> judge -> report
 *   logkv.crash.disk      the simulated disk: ordinary paths and channels, and a journal
 *                         |
 *   your store        FileChannel.open, Files.move, force ...
 * </pre>
 *
 * <p>{@link logkv.crash.CrashTest} is where to begin; {@link logkv.crash.CrashStore} is the adapter
 * to write; {@link logkv.crash.Disk} says what a crash may take away.
 */
package logkv.crash;
