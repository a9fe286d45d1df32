package logkv.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A key or value on the command line, exactly as it was typed. */
final class Argument implements ITypeConverter<String> {

  /**
   * Refuses what Java could not read: it puts U+FFFD in the place of bytes that are no text in the
   * encoding of the terminal, and different keys would become one.
   */
  @Override
  public String convert(String argument) {
    if (argument.indexOf('\uFFFD') >= 0) {
      throw new TypeConversionException(
          "it holds bytes that are no text in this terminal; send such text with put KEY -, or import it");
    }
    return argument;
  }
}
