package io.leme.gateway.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The command line of `leme up`.
@Command(
        name = "leme up",
        sortOptions = false,
        customSynopsis = "Usage: leme up [OPTION]...",
        usageHelpAutoWidth = true,
        description = {
            "Starts a store of one member and the gateway, in one process. The first start",
            "makes certificates and a kubeconfig in the data directory; later starts go on",
            "with what is there.%n"
        })
final class UpOptions {
    static final String DEFAULT_DATA_DIRECTORY = "leme-data";

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where everything is kept (default: ./" + DEFAULT_DATA_DIRECTORY + ").")
    @Nullable Path dataDirectory;

    @Option(
            names = "--gateway-port",
            paramLabel = "PORT",
            defaultValue = "6443",
            description = "Port of the Kubernetes API (default: ${DEFAULT-VALUE}).")
    int gatewayPort;

    @Option(
            names = "--client-port",
            paramLabel = "PORT",
            defaultValue = "2379",
            description = "Port of the store for etcd clients (default: ${DEFAULT-VALUE}).")
    int clientPort;

    @Option(
            names = "--peer-port",
            paramLabel = "PORT",
            defaultValue = "2380",
            description = "Port of the store for other members (default: ${DEFAULT-VALUE}).")
    int peerPort;

    @Mixin final ServingOptions serving = new ServingOptions();

    UpSettings settings(Checks checks) {
        checks.port("--gateway-port", gatewayPort);
        checks.port("--client-port", clientPort);
        checks.port("--peer-port", peerPort);
        return new UpSettings(
                DataDirectory.at(dataDirectory),
                dataDirectory != null,
                serving.host,
                clientPort,
                peerPort,
                gatewayPort,
                serving.tokens(checks),
                serving.controllers(checks));
    }
}
