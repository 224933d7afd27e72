package io.leme.store;

import io.leme.store.config.ClusterSettings;
import io.leme.store.config.ConfigException;
import io.leme.store.config.MemberSettings.LogRetention;
import io.leme.store.config.StoreSettings;
import io.leme.store.config.TlsSettings;
import io.leme.store.consensus.ratis.RatisSettings;
import io.leme.store.consensus.ratis.RatisSettings.Address;
import io.leme.store.consensus.ratis.RatisSettings.Member;
import io.leme.store.consensus.ratis.RatisSettings.PeerTls;
import io.leme.store.consensus.ratis.RatisSettings.Retention;
import io.leme.store.consensus.ratis.RatisSettings.Timing;
import io.leme.store.tls.CallerTrust;
import io.leme.store.tls.FileKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// The log's settings out of the member's.
final class PeerSettings {
    private PeerSettings() {}

    static RatisSettings of(StoreSettings settings, Path directory) {
        ClusterSettings cluster = settings.cluster();
        Timing timing =
                new Timing(
                        Math.toIntExact(cluster.heartbeatInterval().toMillis()),
                        Math.toIntExact(cluster.electionTimeout().toMillis()));
        return new RatisSettings(
                directory,
                settings.member().id(),
                cluster.clusterId(),
                cluster.members().stream()
                        .map(member ->
                                new Member(member.id(), address(member.peerUrls().getFirst())))
                        .toList(),
                address(settings.member().urls().listenPeer()),
                timing,
                settings.member().security().peer().map(PeerSettings::tls),
                settings.added());
    }

    static Retention retention(StoreSettings settings) {
        LogRetention wanted = settings.member().retention();
        return new Retention(
                wanted.snapshotCount(), wanted.catchUpEntries(), Retention.DEFAULT.segmentBytes());
    }

    static Address address(URI url) {
        String host = url.getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new Address(bare, url.getPort());
    }

    /// @throws ConfigException when the files cannot be used
    static PeerTls tls(TlsSettings settings) {
        try {
            return new PeerTls(
                    new FileKeys(settings.certificate(), settings.privateKey()),
                    CallerTrust.of(settings.trustedAuthority().orElseThrow(), settings.callers()),
                    settings.offer().protocols(),
                    settings.offer().cipherSuites());
        } catch (IOException unusable) {
            throw new ConfigException(
                    List.of(
                            "--peer-cert-file, --peer-key-file or --peer-trusted-ca-file: "
                                    + unusable.getMessage()));
        }
    }
}
