package io.leme.gateway.process;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.leme.gateway.GatewayServer;
import io.leme.gateway.config.BuiltInController;
import io.leme.gateway.config.GatewaySettings.KeyPairFiles;
import io.leme.gateway.config.GatewaySettings.StoreAccess;
import io.leme.gateway.pki.IdentityFiles;
import io.leme.gateway.pki.KeyFolder;
import io.leme.gateway.pki.Profile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// A gateway in this process on a real etcd, that can be stopped and started again at its address.
final class TestGateway implements AutoCloseable {
    private final EtcdProcess etcd;
    private final IdentityFiles admin;
    private final GatewayServer.Settings settings;
    private final Path authority;
    private GatewayServer server;

    private TestGateway(EtcdProcess etcd, KeyFolder keys) throws IOException {
        this.etcd = etcd;
        this.admin = keys.identity("admin", Profile.person("leme-admin", "system:masters"));
        this.authority = keys.authorityCertificate();
        IdentityFiles identity =
                keys.identity("server", Profile.server("leme", List.of("localhost", "127.0.0.1")));
        IdentityFiles accounts = keys.identity("accounts", Profile.client("accounts"));
        this.settings =
                new GatewayServer.Settings(
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), Programs.freePort()),
                        new StoreAccess(
                                List.of(etcd.endpoint()), Optional.empty(), Optional.empty()),
                        new KeyPairFiles(identity.certificate(), identity.key()),
                        new GatewayServer.Trust(
                                Optional.of(authority),
                                Optional.empty(),
                                new KeyPairFiles(accounts.certificate(), accounts.key()),
                                Optional.of(authority)),
                        EnumSet.allOf(BuiltInController.class));
        this.server = GatewayServer.start(settings);
    }

    /// @param folder for everything; empty
    static TestGateway start(Path folder) throws IOException {
        KeyFolder keys =
                KeyFolder.open(folder.resolve("pki"), Clock.systemUTC(), new SecureRandom());
        return new TestGateway(EtcdProcess.start(folder), keys);
    }

    String url() {
        return "https://127.0.0.1:" + settings.listen().getPort();
    }

    /// A kubeconfig of the administrator, as text.
    String kubeconfig() {
        return """
        apiVersion: v1
        kind: Config
        current-context: test
        clusters:
        - {name: test, cluster: {server: "%s", certificate-authority: "%s"}}
        users:
        - {name: admin, user: {client-certificate: "%s", client-key: "%s"}}
        contexts:
        - {name: test, context: {cluster: test, user: admin}}
        """
                .formatted(url(), authority, admin.certificate(), admin.key());
    }

    /// A client of the administrator's, for the caller to close.
    KubernetesClient fabric8() {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig()))
                .build();
    }

    Path writeKubeconfig(Path file) throws IOException {
        return Files.writeString(file, kubeconfig());
    }

    Path authority() {
        return authority;
    }

    IdentityFiles admin() {
        return admin;
    }

    void restart() throws IOException {
        server.close();
        server = GatewayServer.start(settings);
    }

    /// Kills the store and starts it again with its data.
    void restartStore() throws IOException, InterruptedException {
        etcd.restart();
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
        etcd.close();
    }
}
