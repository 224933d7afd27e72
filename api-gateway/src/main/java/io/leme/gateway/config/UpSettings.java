package io.leme.gateway.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What `leme up` was asked for.
///
/// @param data where everything is kept
/// @param dataDirectoryGiven whether the operator named it, and will have to name it to `env` too
/// @param host all ports listen on
/// @param clientPort of the store, for clients
/// @param peerPort of the store, for other members
/// @param gatewayPort of the gateway
/// @param tokens the file of bearer tokens
/// @param controllers that run in the gateway
public record UpSettings(
        DataDirectory data,
        boolean dataDirectoryGiven,
        String host,
        int clientPort,
        int peerPort,
        int gatewayPort,
        Optional<Path> tokens,
        Set<BuiltInController> controllers) {
    public UpSettings {
        controllers = Set.copyOf(controllers);
    }

    /// What a command line asks for.
    public sealed interface Request {
        /// Start with these.
        record Start(UpSettings settings) implements Request {}

        /// Print and end.
        record Print(String text) implements Request {}
    }

    /// Reads a command line.
    ///
    /// @throws ConfigException that names everything that is wrong
    public static Request parse(List<String> arguments) {
        List<String> problems = new ArrayList<>();
        var options = new UpOptions();
        String help = CommandLineReader.read(options, arguments, problems);
        if (!help.isEmpty()) {
            return new Request.Print(help);
        }

        UpSettings settings = options.settings(new Checks(problems));
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new Request.Start(settings);
    }
}
