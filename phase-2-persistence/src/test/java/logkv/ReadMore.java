package logkv;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.SearchOption;

/**
 * Names the section of the lectures that explains a test, and says so when the code under test throws
 * what nobody expected.
 *
 * <p>The nearest one counts: of the method, of its class, of the class around that.
 */
@Target({TYPE, METHOD})
@Retention(RUNTIME)
@ExtendWith(ReadMore.Extension.class)
public @interface ReadMore {

  /** The section, as in {@code "02-persistence.md#append"}. */
  String value();

  /** Puts the section behind the message of an exception; errors tell their own story. */
  final class Extension
      implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable thrown)
        throws Throwable {
      throw explained(test, thrown);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext test, Throwable thrown)
        throws Throwable {
      throw explained(test, thrown);
    }

    private static Throwable explained(ExtensionContext test, Throwable thrown) {
      if (thrown instanceof Error) {
        return thrown;
      }
      String section = AnnotationSupport.findAnnotation(test.getElement(), ReadMore.class)
          .or(() -> AnnotationSupport.findAnnotation(
              test.getRequiredTestClass(), ReadMore.class, SearchOption.INCLUDE_ENCLOSING_CLASSES))
          .orElseThrow()
          .value();
      return new AssertionError(Promise.unpromised(thrown) + "\nRead lectures/" + section, thrown);
    }
  }
}
