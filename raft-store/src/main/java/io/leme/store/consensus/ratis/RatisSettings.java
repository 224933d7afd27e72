package io.leme.store.consensus.ratis;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// What one member's log must know.
///
/// @param directory where the log lives; created when absent; its own, nobody else writes there
/// @param self id of this member, one of `members`
/// @param cluster id of the cluster, equal on all members
/// @param members all voting members with the addresses at which the others reach them
/// @param listen where this member's peer port listens
/// @param timing heartbeat and election timeout
/// @param joining whether the cluster runs already, and will take this member in: it waits for that
/// @param tls certificates of the peer port; without them peers talk in the clear
public record RatisSettings(
        Path directory,
        long self,
        long cluster,
        List<Member> members,
        Address listen,
        Timing timing,
        Optional<PeerTls> tls,
        boolean joining) {
    /// One of those who found the cluster.
    public RatisSettings(
            Path directory,
            long self,
            long cluster,
            List<Member> members,
            Address listen,
            Timing timing,
            Optional<PeerTls> tls) {
        this(directory, self, cluster, members, listen, timing, tls, false);
    }

    public RatisSettings {
        members = List.copyOf(members);
        Set<Long> ids = new HashSet<>();
        for (Member member : members) {
            if (!ids.add(member.id())) {
                throw new IllegalArgumentException(
                        "two members have the id " + Long.toHexString(member.id()));
            }
        }
        if (!ids.contains(self)) {
            throw new IllegalArgumentException(
                    "this member, " + Long.toHexString(self) + ", is not one of the members");
        }
    }

    /// Where Ratis keeps the segments of the log.
    Path segments() {
        return directory.resolve(PeerIds.group(cluster).getUuid().toString()).resolve("current");
    }

    /// A host name or address literal, and a port.
    public record Address(String host, int port) {
        public Address {
            if (host.isBlank()) {
                throw new IllegalArgumentException("an address needs a host");
            }
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException("port " + port + " is out of range");
            }
        }

        @Override
        public String toString() {
            return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
        }
    }

    public record Member(long id, Address address) {}

    /// etcd's `--heartbeat-interval` and `--election-timeout`. A follower starts an election after
    /// one to one and a half election timeouts of silence.
    public record Timing(int heartbeatMillis, int electionMillis) {
        /// etcd's own values.
        public static final Timing DEFAULT = new Timing(100, 1000);

        public Timing {
            if (heartbeatMillis < 1 || electionMillis < 5 * heartbeatMillis) {
                throw new IllegalArgumentException(
                        "the election timeout (%d ms) must be at least 5 heartbeats (%d ms each)"
                                .formatted(electionMillis, heartbeatMillis));
            }
        }
    }

    /// How much log is kept.
    ///
    /// @param flushEveryEntries entries between two flushes of the state; a restart replays about
    ///   these (etcd: `--snapshot-count`)
    /// @param keepEntries entries kept behind the last one, so that a member that was away for a
    ///   short time needs no checkpoint; fewer when these are very large ([KeptEntries])
    /// @param segmentBytes size of a file of the log; files are deleted whole
    public record Retention(int flushEveryEntries, int keepEntries, int segmentBytes) {
        public static final Retention DEFAULT = new Retention(10_000, 2_000, 8 << 20);

        public Retention {
            if (flushEveryEntries < 10 || keepEntries < 0 || segmentBytes < 4096) {
                throw new IllegalArgumentException(
                        "a log must keep something: every %d, keep %d, segments of %d bytes"
                                .formatted(flushEveryEntries, keepEntries, segmentBytes));
            }
        }
    }

    /// PEM files. Both sides of a peer connection show a certificate that `trustedCa` signed.
    public record PeerTls(
            X509ExtendedKeyManager keys,
            X509ExtendedTrustManager trust,
            List<String> protocols,
            List<String> cipherSuites) {
        public PeerTls {
            protocols = List.copyOf(protocols);
            cipherSuites = List.copyOf(cipherSuites);
        }
    }
}
