package logkv.peers.report;

/** How long calls took, in microseconds: half of them at most p50, and so on; and the longest. */
public record Latency(double p50, double p99, double p999, double max) {}
