package io.leme.store.config;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/// What must be the same on all members.
///
/// `members` are sorted by id. Durations follow etcd: an election timeout is at least five
/// heartbeats and at most 50 s. `knownId` is the cluster's id where the cluster itself told it, and
/// not its first members.
public record ClusterSettings(
        String token,
        List<MemberAddress> members,
        Duration heartbeatInterval,
        Duration electionTimeout,
        int maxTxnOps,
        int maxRequestBytes,
        OptionalLong knownId) {
    public ClusterSettings {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a cluster has at least one member");
        }
    }

    /// One member as `--initial-cluster` names it.
    public record MemberAddress(long id, String name, List<URI> peerUrls) {
        public MemberAddress {
            peerUrls = List.copyOf(peerUrls);
            if (peerUrls.isEmpty()) {
                throw new IllegalArgumentException("a member has at least one peer URL");
            }
        }
    }

    public long clusterId() {
        return knownId.orElseGet(
                () -> Identities.clusterId(members.stream().map(MemberAddress::id).toList()));
    }

    /// The id of a member that is added at this time, as etcd makes it.
    public long newMemberId(List<String> peerUrls, long unixSeconds) {
        return Identities.memberId(
                peerUrls.stream().map(URI::create).toList(), token + unixSeconds);
    }

    ClusterSettings knownAs(long clusterId, List<MemberAddress> known) {
        return new ClusterSettings(
                token,
                known,
                heartbeatInterval,
                electionTimeout,
                maxTxnOps,
                maxRequestBytes,
                OptionalLong.of(clusterId));
    }

    /// Equal on two members exactly if these settings are; 16 hex digits.
    public String fingerprint() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
