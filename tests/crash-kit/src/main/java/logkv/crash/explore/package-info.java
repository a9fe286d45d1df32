/**
 * How a crash test works inside; nothing here is meant to be called from outside the kit.
 *
 * <pre>
 *   Recording    runs the steps once: a journal of disk operations, and Promises about each of them
 *   EveryImage   the same walk without steps and promises, for {@code PowerCuts}
 *   Replay       walks the journal: what is durable, what is Pending
 *   CrashStates  the ways in which a crash can hit what is pending, simplest first
 *   Recoveries   opens the store on each distinct image, crashes again, writes, opens once more
 *   Judge        compares what it Recovered with the Promises; the result is a Problem or none
 *   Shortest     leaves out steps as long as the problem stays
 *   Report       the Cut, its Timeline of Rows, the Problem and a Hint, on one page
 * </pre>
 *
 * <p>The model follows the abstract persistence model of ALICE (Pillai et al., OSDI 2014).
 */
package logkv.crash.explore;
