package io.leme.store.config;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/// What must be the same on all members.
///
/// `members` are sorted by id. Durations follow etcd: an election timeout is at least five
/// heartbeats and at most 50 s.
public record ClusterSettings(
        String token,
        List<MemberAddress> members,
        Duration heartbeatInterval,
        Duration electionTimeout,
        int maxTxnOps,
        int maxRequestBytes) {
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
        return Identities.clusterId(members.stream().map(MemberAddress::id).toList());
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
