package io.leme.store.consensus.ratis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// One direction of the network between two members: a port that forwards to another. A cut
/// swallows all bytes and tells nobody, as a firewall that drops packets does. Connections that
/// lived through a cut stay dead after it, because what was swallowed is gone.
final class Relay implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean mute;

    Relay(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void cut() {
        cut = true;
        links.forEach(link -> link.dead = true);
    }

    /// Requests arrive; answers are swallowed.
    void mute() {
        mute = true;
    }

    void heal() {
        cut = false;
        if (mute) {
            mute = false;
            // What is missing in the middle of a stream would only confuse its reader.
            links.forEach(link -> link.dead = true);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Link link : links) {
            link.close();
        }
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Link link = new Link(server.accept());
                link.dead = cut;
                links.add(link);
                Thread.ofVirtual().start(link::connect);
            }
        } catch (IOException e) {
            // Closed: the test is over.
            links.clear();
        }
    }

    private final class Link {
        private final Socket near;
        private final Socket far = new Socket();
        private volatile boolean dead;

        private Link(Socket near) {
            this.near = near;
        }

        private void connect() {
            if (dead) {
                return;
            }
            try {
                far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
                Thread.ofVirtual().start(() -> pump(far, near, true));
                pump(near, far, false);
            } catch (IOException e) {
                close();
            }
        }

        private void pump(Socket from, Socket to, boolean answers) {
            byte[] bytes = new byte[1 << 16];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                    if (!dead && !(mute && answers)) {
                        out.write(bytes, 0, read);
                    }
                }
                closeUnlessDead();
            } catch (IOException e) {
                closeUnlessDead();
            }
        }

        private void closeUnlessDead() {
            if (!dead) {
                close();
            }
        }

        private void close() {
            links.remove(this);
            try {
                near.close();
                far.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
