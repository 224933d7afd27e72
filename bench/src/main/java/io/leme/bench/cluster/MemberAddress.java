package io.leme.bench.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// Name and URLs of one member.
record MemberAddress(String name, URI clientUrl, URI peerUrl) {
    /// `count` members on loopback ports that were free a moment ago.
    static List<MemberAddress> free(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<MemberAddress> addresses = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                URI client = url(held.get(2 * i).getLocalPort());
                URI peer = url(held.get(2 * i + 1).getLocalPort());
                addresses.add(new MemberAddress("m" + (i + 1), client, peer));
            }
            return addresses;
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    private static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
