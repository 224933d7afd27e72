package io.leme.store.config;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// Ids of members and of the cluster as etcd computes them at bootstrap, so that the same flags
/// give the same ids.
final class Identities {
    private Identities() {}

    /// The first eight bytes of SHA-1 over the sorted peer URLs and the cluster token.
    static long memberId(List<URI> peerUrls, String token) {
        StringBuilder text = new StringBuilder();
        peerUrls.stream().map(URI::toString).sorted().forEach(text::append);
        return firstBytesOfSha1(text.append(token).toString().getBytes(StandardCharsets.UTF_8));
    }

    /// The first eight bytes of SHA-1 over the member ids in unsigned order.
    static long clusterId(List<Long> memberIds) {
        ByteBuffer ids = ByteBuffer.allocate(Long.BYTES * memberIds.size());
        memberIds.stream().sorted(Long::compareUnsigned).forEach(ids::putLong);
        return firstBytesOfSha1(ids.array());
    }

    private static long firstBytesOfSha1(byte[] input) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-1").digest(input)).getLong();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-1", missing);
        }
    }
}
