package io.leme.gateway;

import io.leme.gateway.config.GatewaySettings;
import io.leme.gateway.config.GatewaySettings.KeyPairFiles;
import io.leme.gateway.pki.IdentityFiles;
import io.leme.gateway.pki.KeyFolder;
import io.leme.gateway.pki.PrivateFiles;
import io.leme.gateway.pki.Profile;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/// Starts the gateway alone. Keys that were not given are made, with a kubeconfig for the operator.
final class GatewayCommand {
    private static final String MASTERS = "system:masters";

    private final PrintStream out;
    private final PrintStream progressTo;

    GatewayCommand(PrintStream out, PrintStream progressTo) {
        this.out = out;
        this.progressTo = progressTo;
    }

    void start(GatewaySettings settings) throws IOException {
        var parts = new Closing();
        try (var progress = new Progress(progressTo, "making keys")) {
            FreePorts.require(settings.host(), Map.of("--port", settings.port()));
            KeyFolder made = keys(settings, parts);

            progress.stage("reaching the store");
            GatewayServer server = GatewayServer.start(settings(settings, made));
            parts.add(server);
            parts.closeAtExit();

            String address = ReachableHost.url(settings.host(), server.address().getPort());
            out.println("Leme's gateway is ready at " + address);
            if (settings.identity().isEmpty() && settings.clientAuthority().isEmpty()) {
                Path file = settings.dataDirectory().resolve("kubeconfig");
                writeKubeconfig(made, address, file);
                out.println("  export KUBECONFIG=" + EnvCommand.quoted(file.toString()));
            }
            out.flush();
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private static KeyFolder keys(GatewaySettings settings, Closing parts) throws IOException {
        Path root = settings.dataDirectory();
        PrivateFiles.createFolder(root);
        parts.add(DirectoryLock.take(root.resolve("lock")));
        return KeyFolder.open(root.resolve("pki"), Clock.systemUTC(), new SecureRandom());
    }

    /// Callers are known by certificates of the folder's authority, unless others were named, or
    /// the gateway's own certificate was given and tokens are.
    private static GatewayServer.Settings settings(GatewaySettings settings, KeyFolder made) {
        boolean given = settings.identity().isPresent() && settings.tokens().isPresent();
        Optional<Path> madeAuthority = Optional.of(made.authorityCertificate());
        Optional<Path> clientAuthority =
                settings.clientAuthority().or(() -> given ? Optional.empty() : madeAuthority);
        return new GatewayServer.Settings(
                new InetSocketAddress(settings.host(), settings.port()),
                settings.store(),
                settings.identity().orElseGet(() -> server(made, settings.host())),
                new GatewayServer.Trust(
                        clientAuthority,
                        settings.tokens(),
                        UpCommand.pair(UpKeys.serviceAccounts(made)),
                        settings.identity().isPresent() ? Optional.empty() : madeAuthority),
                settings.controllers());
    }

    private static KeyPairFiles server(KeyFolder keys, String host) {
        IdentityFiles files = keys.identity("server", Profile.server("leme", UpKeys.hosts(host)));
        return new KeyPairFiles(files.certificate(), files.key());
    }

    private static void writeKubeconfig(KeyFolder keys, String address, Path file)
            throws IOException {
        IdentityFiles admin = keys.identity("admin", Profile.person(UpKeys.ADMIN_NAME, MASTERS));
        new Kubeconfig(address, keys.authorityCertificate(), admin).writeTo(file);
    }
}
