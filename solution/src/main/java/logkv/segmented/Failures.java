package logkv.segmented;

import java.io.IOException;

/** What was caught in one place and has to be thrown in another. */
final class Failures {
  private Failures() {}

  /** Throws {@code failure} as it is, unless it is null; nothing here throws other checked exceptions. */
  static void rethrow(Throwable failure) throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }
}
