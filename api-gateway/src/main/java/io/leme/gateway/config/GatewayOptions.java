package io.leme.gateway.config;

import io.leme.gateway.config.GatewaySettings.KeyPairFiles;
import io.leme.gateway.config.GatewaySettings.StoreAccess;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The command line of `leme gateway`.
@Command(
        name = "leme gateway",
        sortOptions = false,
        customSynopsis = "Usage: leme gateway --store-endpoints URL[,URL...] [OPTION]...",
        usageHelpAutoWidth = true,
        description = {
            "Serves the Kubernetes API over HTTPS, from objects in a store that speaks etcd v3.",
            "Callers are known by client certificate or bearer token.%n"
        })
final class GatewayOptions {
    @Option(
            names = "--store-endpoints",
            split = ",",
            paramLabel = "URL",
            description = "Members of the store, http[s]://HOST:PORT, comma-separated. Needed.")
    List<String> storeEndpoints = List.of();

    @Option(
            names = "--store-ca",
            paramLabel = "FILE",
            description =
                    "Authority that signs the store's certificates (default: the platform's).")
    @Nullable Path storeAuthority;

    @Option(
            names = "--store-cert",
            paramLabel = "FILE",
            description = "Certificate to show the store.")
    @Nullable Path storeCertificate;

    @Option(names = "--store-key", paramLabel = "FILE", description = "Key of --store-cert.")
    @Nullable Path storeKey;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "6443",
            description = "Port to listen on (default: ${DEFAULT-VALUE}).")
    int port;

    @Option(
            names = "--tls-cert-file",
            paramLabel = "FILE",
            description = "The server's certificate (default: made in --data-dir).")
    @Nullable Path certificate;

    @Option(
            names = "--tls-private-key-file",
            paramLabel = "FILE",
            description = "Key of --tls-cert-file.")
    @Nullable Path key;

    @Option(
            names = "--client-ca-file",
            paramLabel = "FILE",
            description =
                    "Authority that signs callers' certificates (default: that of --data-dir).")
    @Nullable Path clientAuthority;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "leme-gateway-data",
            description =
                    "Where keys, certificates and a kubeconfig are made (default:"
                            + " ./${DEFAULT-VALUE}).")
    Path dataDirectory = Path.of("");

    @Mixin final ServingOptions serving = new ServingOptions();

    GatewaySettings settings(Checks checks) {
        if (storeEndpoints.isEmpty()) {
            checks.problems().add("--store-endpoints is needed");
        }
        checks.endpoints("--store-endpoints", storeEndpoints);
        checks.port("--port", port);
        return new GatewaySettings(
                serving.host,
                port,
                new StoreAccess(
                        storeEndpoints,
                        checks.file("--store-ca", storeAuthority),
                        pair(checks, "--store-cert", storeCertificate, "--store-key", storeKey)),
                pair(checks, "--tls-cert-file", certificate, "--tls-private-key-file", key),
                checks.file("--client-ca-file", clientAuthority),
                serving.tokens(checks),
                dataDirectory.toAbsolutePath().normalize(),
                serving.controllers(checks));
    }

    private static Optional<KeyPairFiles> pair(
            Checks checks,
            String certificateFlag,
            @Nullable Path certificate,
            String keyFlag,
            @Nullable Path key) {
        checks.together(certificateFlag, certificate != null, keyFlag, key != null);
        Optional<Path> certificateFile = checks.file(certificateFlag, certificate);
        Optional<Path> keyFile = checks.file(keyFlag, key);
        return certificateFile.isPresent() && keyFile.isPresent()
                ? Optional.of(new KeyPairFiles(certificateFile.get(), keyFile.get()))
                : Optional.empty();
    }
}
