/**
 * What {@code kv bench} measures with: the core workloads of YCSB (Cooper et al., SoCC 2010) on a
 * store of its own.
 *
 * <p>Start at {@link logkv.cli.bench.Bench}. {@link logkv.cli.bench.Workload} says how often which
 * operation comes, {@link logkv.cli.bench.Zipfian} for which key, and {@link logkv.cli.bench.Result}
 * what came of it.
 */
package logkv.cli.bench;
