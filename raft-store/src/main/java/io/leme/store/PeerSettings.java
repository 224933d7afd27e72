package io.leme.store;

import io.leme.store.config.ClusterSettings;
import io.leme.store.config.MemberSettings.LogRetention;
import io.leme.store.config.StoreSettings;
import io.leme.store.config.TlsSettings;
import io.leme.store.consensus.ratis.RatisSettings;
import io.leme.store.consensus.ratis.RatisSettings.Address;
import io.leme.store.consensus.ratis.RatisSettings.Member;
import io.leme.store.consensus.ratis.RatisSettings.PeerTls;
import io.leme.store.consensus.ratis.RatisSettings.Retention;
import io.leme.store.consensus.ratis.RatisSettings.Timing;
import java.net.URI;
import java.nio.file.Path;

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

    static PeerTls tls(TlsSettings settings) {
        return new PeerTls(
                settings.certificate(),
                settings.privateKey(),
                settings.trustedAuthority().orElseThrow());
    }
}
