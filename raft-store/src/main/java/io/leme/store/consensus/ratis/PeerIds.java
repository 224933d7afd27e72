package io.leme.store.consensus.ratis;

import java.util.UUID;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeerId;

/// Our ids as Ratis writes them.
final class PeerIds {
    /// The upper half of every group id; the lower half is the cluster id.
    private static final long GROUP_SPACE = 0x6c656d65_00008000L;

    private PeerIds() {}

    static RaftPeerId peer(long member) {
        return RaftPeerId.valueOf(Long.toHexString(member));
    }

    static long member(RaftPeerId peer) {
        return Long.parseUnsignedLong(peer.toString(), 16);
    }

    static RaftGroupId group(long cluster) {
        return RaftGroupId.valueOf(new UUID(GROUP_SPACE, cluster));
    }
}
