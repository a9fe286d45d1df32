/**
 * The complete store beside others: what {@code -Ppeers} compiles and runs.
 *
 * <pre>
 *   Peers             one after the other, in rounds; keeps what is measured
 *     Plan            who, what, how often
 *     Child           a process for each trial
 *       Trial         one engine, one part: Basics, Ycsb, Forced, Opening, Compacting,
 *         |           LargeValues, Batches; WhatOpeningReads
 *         Loop        calls and their times
 *         engine      how each engine is set up; Engine is what is asked of it
 *         data        keys, values, and what must be found afterwards
 *     Build           whether figures of an earlier run may be added to
 *     Report          where it was measured
 *       report        medians, ratios, tables, charts
 * </pre>
 *
 * <p>{@code data} and {@code report} need no engine; they lie with the tests, and every build tests them.
 */
package logkv.peers;
