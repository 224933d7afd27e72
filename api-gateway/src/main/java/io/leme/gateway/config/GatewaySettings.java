package io.leme.gateway.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What `leme gateway` was asked for.
///
/// @param host to listen on
/// @param port to listen on; 0 stands for any free one
/// @param store where objects are kept
/// @param identity the server's certificate and key; empty to have them made in `dataDirectory`
/// @param clientAuthority whose client certificates are good; empty for that of `dataDirectory`, or
///   none if `identity` is given
/// @param tokens the file of bearer tokens
/// @param controllers that run in the gateway
/// @param dataDirectory where keys are made that are not given
public record GatewaySettings(
        String host,
        int port,
        StoreAccess store,
        Optional<KeyPairFiles> identity,
        Optional<Path> clientAuthority,
        Optional<Path> tokens,
        Path dataDirectory,
        Set<BuiltInController> controllers) {
    public GatewaySettings {
        controllers = Set.copyOf(controllers);
    }

    /// Where the store is and how it is spoken to.
    ///
    /// @param endpoints `http[s]://HOST:PORT`, at least one
    /// @param authority signs the store's certificates; empty for those the platform trusts
    /// @param identity what the gateway shows the store
    public record StoreAccess(
            List<String> endpoints, Optional<Path> authority, Optional<KeyPairFiles> identity) {
        public StoreAccess {
            endpoints = List.copyOf(endpoints);
        }
    }

    /// A certificate and its key, both PEM.
    public record KeyPairFiles(Path certificate, Path key) {}

    /// What a command line asks for.
    public sealed interface Request {
        /// Start with these.
        record Start(GatewaySettings settings) implements Request {}

        /// Print and end.
        record Print(String text) implements Request {}
    }

    /// Reads a command line.
    ///
    /// @throws ConfigException that names everything that is wrong
    public static Request parse(List<String> arguments) {
        List<String> problems = new ArrayList<>();
        var options = new GatewayOptions();
        String help = CommandLineReader.read(options, arguments, problems);
        if (!help.isEmpty()) {
            return new Request.Print(help);
        }

        GatewaySettings settings = options.settings(new Checks(problems));
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new Request.Start(settings);
    }
}
