package logkv.crash;

import java.nio.file.Path;
import logkv.crash.disk.SimulatedDisk;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Lets an ordinary JUnit test run on the simulated disk: {@code @TempDir(factory =
 * OnSimulatedDisk.class) Path directory}.
 *
 * <p>Each directory is on a disk of its own; {@link SimulatedDisk#of} finds the disk again.
 */
public final class OnSimulatedDisk implements TempDirFactory {

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) {
    return SimulatedDisk.empty().directory();
  }
}
