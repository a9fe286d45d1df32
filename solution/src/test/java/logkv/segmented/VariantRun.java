package logkv.segmented;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the test classes that it is told, and prints each failure: a process of {@link VariantsTest}. */
final class VariantRun implements TestExecutionListener {
  private VariantRun() {}

  /** @param arguments names of test classes */
  public static void main(String[] arguments) {
    LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
        .selectors(Arrays.stream(arguments).map(name -> selectClass(name)).toList())
        .build();
    LauncherFactory.create().execute(request, new VariantRun());
    System.exit(0); // whatever threads a wrong store has left
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    result.getThrowable().ifPresent(failure -> {
      System.out.println("FAILED " + test.getDisplayName());
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        System.out.println("  because " + cause);
      }
    });
  }
}
