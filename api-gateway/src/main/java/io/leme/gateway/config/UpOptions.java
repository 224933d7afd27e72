package io.leme.gateway.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
            names = "--listen",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE}; 0.0.0.0 for all).")
    String host = "";

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

    @Option(
            names = "--token-auth-file",
            paramLabel = "FILE",
            description = "Bearer tokens, one per line: token,user,uid,\"group1,group2\".")
    @Nullable Path tokens;

    @Option(
            names = "--controllers",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "*",
            description =
                    "Built-in controllers to run, as kube-controller-manager names them; * is all,"
                            + " -NAME is without that one (default: ${DEFAULT-VALUE}).")
    List<String> controllers = List.of();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this text.")
    boolean help;

    UpSettings settings(Checks checks) {
        checks.port("--gateway-port", gatewayPort);
        checks.port("--client-port", clientPort);
        checks.port("--peer-port", peerPort);
        return new UpSettings(
                DataDirectory.at(dataDirectory),
                dataDirectory != null,
                host,
                clientPort,
                peerPort,
                gatewayPort,
                checks.file("--token-auth-file", tokens),
                BuiltInController.parse(controllers, checks.problems()));
    }
}
