package io.leme.gateway.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The command line of `leme env`.
@Command(
        name = "leme env",
        customSynopsis = "Usage: leme env [OPTION]...",
        usageHelpAutoWidth = true,
        description = {
            "Prints the shell settings that reach a running `leme up`. Use it as",
            "  eval \"$(leme env)\"%n"
        })
final class EnvOptions {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "The data directory of `leme up` (default: ./leme-data).")
    @Nullable Path dataDirectory;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this text.")
    boolean help;
}
