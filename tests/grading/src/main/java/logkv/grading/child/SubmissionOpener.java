package logkv.grading.child;

import logkv.grading.bench.LocalStore;

/** What the adapter, which is compiled against a submission, offers to a child. */
public interface SubmissionOpener extends LocalStore.Opener {

  /** A new {@code InMemoryStore}. */
  LocalStore openInMemory();

  boolean wantsCompaction(long minimumBytes, double deadRatio, long logBytes, long deadBytes);
}
