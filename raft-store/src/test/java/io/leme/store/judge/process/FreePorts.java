package io.leme.store.judge.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Ports nobody listens on. They come from below the range the kernel gives to outgoing
/// connections, so that a port stays free between two starts of the member it belongs to.
final class FreePorts {
    private static final int LOWEST = 16_000;
    private static final int HIGHEST = 17_999;
    private static final int TRIES = 1_000;

    private FreePorts() {}

    static List<Integer> take(int count) {
        var ports = new ArrayList<Integer>();
        for (int trial = 0; trial < TRIES && ports.size() < count; trial++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
            if (!ports.contains(port) && free(port)) {
                ports.add(port);
            }
        }
        if (ports.size() < count) {
            throw new IllegalStateException("no free port in " + LOWEST + "-" + HIGHEST);
        }
        return ports;
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
