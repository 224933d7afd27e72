package io.leme.gateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;

/// Reads a command line into an options object, collecting what is wrong instead of stopping at the
/// first thing.
final class CommandLineReader {
    private CommandLineReader() {}

    /// Reads into `options`.
    ///
    /// @param options annotated for picocli
    /// @param problems receives what is wrong
    /// @return the help text, if that is what was asked for; else empty
    static String read(Object options, List<String> arguments, List<String> problems) {
        CommandLine line = new CommandLine(options);
        line.getCommandSpec().parser().collectErrors(true);
        ParseResult result = line.parseArgs(arguments.toArray(String[]::new));
        if (line.isUsageHelpRequested()) {
            return line.getUsageMessage(Ansi.OFF).stripTrailing() + System.lineSeparator();
        }
        result.errors().forEach(error -> problems.addAll(lines(error)));
        return "";
    }

    private static List<String> lines(Exception error) {
        if (error instanceof CommandLine.UnmatchedArgumentException unmatched) {
            List<String> lines = new ArrayList<>();
            unmatched.getUnmatched().forEach(word -> lines.add("unknown option or word: " + word));
            return lines;
        }
        return List.of(Objects.requireNonNullElse(error.getMessage(), error.toString()));
    }
}
