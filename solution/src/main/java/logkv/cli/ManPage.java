package logkv.cli;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of {@code kv}, in the man macros of troff, made of what the help is made of. */
final class ManPage {
  private static final Set<String> EVERYWHERE = Set.of("--help", "--version");

  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  /** Returns the page for {@code kv} with all its commands. */
  static String of(CommandLine kv) {
    ManPage page = new ManPage();
    page.write(kv);
    return page.page.toString();
  }

  private void write(CommandLine kv) {
    CommandSpec spec = kv.getCommandSpec();
    page.append(".TH KV 1 \"\" \"LogKV\" \"A key\\-value store\"\n");
    section("NAME");
    page.append("kv \\- ")
        .append(text(withoutDot(spec.usageMessage().description()[0])))
        .append('\n');
    section("SYNOPSIS");
    page.append(".B kv\n[\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGUMENTS\\fR]\n");
    section("OPTIONS");
    page.append("They may stand in front of the command or behind it.\n");
    options(spec);
    section("COMMANDS");
    for (CommandLine command : new LinkedHashSet<>(kv.getSubcommands().values())) {
      command(command.getCommandSpec());
    }
    section("EXIT STATUS");
    for (Map.Entry<String, String> status : spec.usageMessage().exitCodeList().entrySet()) {
      item("\\fB" + status.getKey() + "\\fR", status.getValue());
    }
    section("ENVIRONMENT");
    item("\\fBKV_DIR\\fR", "Where the store is, if there is no \\-\\-dir.");
    item("\\fBKV_SYNC\\fR", "The policy, if there is no \\-\\-sync.");
    item("\\fBKV_HISTORY\\fR", "The file that keeps what was typed into the shell.");
    item("\\fBNO_COLOR\\fR", "If it is not empty, nothing is coloured.");
  }

  private void command(CommandSpec command) {
    String names = Stream.concat(Stream.of(command.name()), Arrays.stream(command.aliases()))
        .map(name -> "\\fB" + text(name) + "\\fR")
        .collect(Collectors.joining(", "));
    String parameters = command.positionalParameters().stream()
        .map(ManPage::parameter)
        .collect(Collectors.joining(" "));
    page.append(".SS ").append(names).append(' ').append(parameters).append('\n');
    paragraphs(command.usageMessage().description());
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      if (parameter.description().length > 0) {
        item("\\fI" + text(parameter.paramLabel()) + "\\fR", lines(parameter.description()));
      }
    }
    options(command);
    String[] footer = command.usageMessage().footer();
    if (footer.length > 0) {
      page.append(".PP\n.nf\n");
      for (String line : footer) {
        page.append(text(line.replace("%n", ""))).append('\n');
      }
      page.append(".fi\n");
    }
  }

  private static String parameter(PositionalParamSpec parameter) {
    String name = "\\fI" + text(parameter.paramLabel()) + "\\fR";
    return parameter.required() ? name : "[" + name + "]";
  }

  private void options(CommandSpec spec) {
    for (OptionSpec option : spec.options()) {
      boolean everywhere = spec.parent() != null && EVERYWHERE.contains(option.longestName());
      if (!option.inherited() && !everywhere) {
        String names = Arrays.stream(option.names())
            .map(name -> "\\fB" + text(name) + "\\fR")
            .collect(Collectors.joining(", "));
        String value =
            option.arity().max() == 0 ? "" : " \\fI" + text(option.paramLabel()) + "\\fR";
        item(names + value, lines(option.description()));
      }
    }
  }

  private void section(String name) {
    page.append(".SH ").append(name).append('\n');
  }

  private void item(String tag, String what) {
    page.append(".TP\n").append(tag).append('\n').append(what).append('\n');
  }

  private void paragraphs(String... paragraphs) {
    page.append(Arrays.stream(paragraphs).map(ManPage::text).collect(Collectors.joining("\n.PP\n")))
        .append('\n');
  }

  private static String lines(String... description) {
    return Arrays.stream(description).map(ManPage::text).collect(Collectors.joining("\n.br\n"));
  }

  private static String withoutDot(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT)
        + sentence.substring(1, sentence.length() - 1);
  }

  /** Returns {@code text} so that troff takes no part of it for a request. */
  private static String text(String text) {
    String escaped =
        text.replace("%%", "%").replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq");
    return escaped.startsWith(".") ? "\\&" + escaped : escaped;
  }
}
