package io.leme.gateway.config;

import java.util.ArrayList;
import java.util.List;

/// What `leme env` was asked for.
///
/// @param data whose settings to print
public record EnvSettings(DataDirectory data) {
    /// What a command line asks for.
    public sealed interface Request {
        /// Go ahead with these.
        record Start(EnvSettings settings) implements Request {}

        /// Print and end.
        record Print(String text) implements Request {}
    }

    /// Reads a command line.
    ///
    /// @throws ConfigException that names everything that is wrong
    public static Request parse(List<String> arguments) {
        List<String> problems = new ArrayList<>();
        var options = new EnvOptions();
        String help = CommandLineReader.read(options, arguments, problems);
        if (!help.isEmpty()) {
            return new Request.Print(help);
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new Request.Start(new EnvSettings(DataDirectory.at(options.dataDirectory)));
    }
}
