package logkv.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import logkv.segmented.SyncPolicy;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A policy as users write it: {@code always}, {@code every:100ms}, {@code every:2s}, {@code never}. */
final class SyncPolicyConverter implements ITypeConverter<SyncPolicy> {
  private static final Pattern EVERY = Pattern.compile("every:([1-9]\\d{0,8})(ms|s)");

  @Override
  public SyncPolicy convert(String text) {
    try {
      return parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /** @throws IllegalArgumentException if {@code text} is no policy */
  static SyncPolicy parse(String text) {
    Matcher every = EVERY.matcher(text);
    if (every.matches()) {
      long count = Long.parseLong(every.group(1));
      boolean seconds = every.group(2).equals("s");
      return SyncPolicy.every(seconds ? Duration.ofSeconds(count) : Duration.ofMillis(count));
    }
    return switch (text) {
      case "always" -> SyncPolicy.always();
      case "never" -> SyncPolicy.never();
      default ->
        throw new IllegalArgumentException(
            "%s is not always, never, or every: with an interval such as 100ms or 2s"
                .formatted(text));
    };
  }

  /** The policy as {@link #parse} reads it. */
  static String text(SyncPolicy policy) {
    if (policy instanceof SyncPolicy.Every every) {
      return "every:" + every.interval().toMillis() + "ms";
    }
    return policy instanceof SyncPolicy.Always ? "always" : "never";
  }
}
