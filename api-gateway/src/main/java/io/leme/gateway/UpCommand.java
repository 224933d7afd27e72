package io.leme.gateway;

import io.leme.gateway.config.GatewaySettings.KeyPairFiles;
import io.leme.gateway.config.GatewaySettings.StoreAccess;
import io.leme.gateway.config.UpSettings;
import io.leme.gateway.pki.IdentityFiles;
import io.leme.gateway.pki.PrivateFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// `leme up`: a store of one member and the gateway, in this process, until it is told to stop.
final class UpCommand implements Launch.Command {
    private final PrintStream out;
    private final PrintStream progressTo;

    UpCommand(PrintStream out, PrintStream progressTo) {
        this.out = out;
        this.progressTo = progressTo;
    }

    @Override
    public void run(List<String> arguments) throws IOException, InterruptedException {
        switch (UpSettings.parse(arguments)) {
            case UpSettings.Request.Print(String text) -> out.print(text);
            case UpSettings.Request.Start(UpSettings settings) -> start(settings);
        }
    }

    private void start(UpSettings settings) throws IOException, InterruptedException {
        var parts = new Closing();
        try (var progress = new Progress(progressTo, "making keys")) {
            // One processor makes these while the other makes keys and starts the store.
            var schemas = CompletableFuture.supplyAsync(GatewayServer::schemas);
            PrivateFiles.createFolder(settings.data().root());
            parts.add(DirectoryLock.take(settings.data().lock()));
            FreePorts.require(settings.host(), ports(settings));
            UpKeys keys = UpKeys.prepare(settings.data().keys(), settings.host());
            var endpoints = endpoints(settings);

            progress.stage("starting the store");
            parts.add(UpStore.start(settings, keys, endpoints.store()));
            progress.stage("starting the gateway");
            parts.add(GatewayServer.start(gateway(settings, keys, endpoints), schemas.join()));

            endpoints.writeTo(settings.data());
            new Kubeconfig(endpoints.gateway(), keys.authority(), keys.admin())
                    .writeTo(settings.data().kubeconfig());
            parts.closeAtExit();
            out.print(UpGreeting.text(settings, endpoints, progress.elapsed()));
            out.flush();
        } catch (IOException | InterruptedException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private static Map<String, Integer> ports(UpSettings settings) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("--gateway-port", settings.gatewayPort());
        ports.put("--client-port", settings.clientPort());
        ports.put("--peer-port", settings.peerPort());
        return ports;
    }

    private static UpEndpoints endpoints(UpSettings settings) {
        return new UpEndpoints(
                ReachableHost.url(settings.host(), settings.clientPort()),
                ReachableHost.url(settings.host(), settings.gatewayPort()));
    }

    private static GatewayServer.Settings gateway(
            UpSettings settings, UpKeys keys, UpEndpoints endpoints) {
        return new GatewayServer.Settings(
                new InetSocketAddress(settings.host(), settings.gatewayPort()),
                new StoreAccess(
                        List.of(endpoints.store()),
                        Optional.of(keys.authority()),
                        Optional.of(pair(keys.gateway()))),
                pair(keys.server()),
                new GatewayServer.Trust(
                        Optional.of(keys.authority()),
                        settings.tokens(),
                        pair(keys.serviceAccounts()),
                        Optional.of(keys.authority())),
                settings.controllers());
    }

    static KeyPairFiles pair(IdentityFiles files) {
        Path certificate = files.certificate();
        return new KeyPairFiles(certificate, files.key());
    }
}
