package io.leme.store.judge.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// One direction between two members: accepts on an address of its own and passes bytes on, both
/// ways of each connection. While cut it passes nothing and closes nothing, as a network that drops
/// packets: what was sent waits, and arrives after the cut heals if both ends still want it.
///
/// A virtual thread per connection and direction; `cut` and `heal` may come from any thread.
final class Relay implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final int from;
    private final int to;
    private final int port;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    private boolean cut;
    private boolean closed;

    private Relay(int from, int to, int port, ServerSocket server) {
        this.from = from;
        this.to = to;
        this.port = port;
        this.server = server;
    }

    static Relay open(int from, int to, String address, int port) throws IOException {
        var server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        var relay = new Relay(from, to, port, server);
        Thread.ofVirtual().start(relay::accept);
        return relay;
    }

    int from() {
        return from;
    }

    boolean touches(int member) {
        return from == member || to == member;
    }

    void cut() {
        synchronized (gate) {
            cut = true;
        }
    }

    void heal() {
        synchronized (gate) {
            cut = false;
            gate.notifyAll();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                sockets.add(near);
                Thread.ofVirtual().start(() -> connect(near));
            } catch (IOException closedOrRefused) {
                // Closed: the loop ends. Refused by a lack of descriptors: the next accept tells.
            }
        }
    }

    private void connect(Socket near) {
        try {
            awaitWhole();
            var far = new Socket(InetAddress.getLoopbackAddress(), port);
            sockets.add(far);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pass(near, far));
            Thread.ofVirtual().start(() -> pass(far, near));
        } catch (IOException | InterruptedException failure) {
            drop(near);
        }
    }

    private void pass(Socket source, Socket target) {
        try {
            InputStream in = source.getInputStream();
            OutputStream out = target.getOutputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitWhole();
                out.write(buffer, 0, read);
            }
            awaitWhole();
        } catch (IOException | InterruptedException ended) {
            // One side ended the connection; the other must hear of it.
        }
        drop(source);
        drop(target);
    }

    private void awaitWhole() throws InterruptedException {
        synchronized (gate) {
            while (cut && !closed) {
                gate.wait();
            }
        }
    }

    private void drop(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // Closing is all that was wanted.
        }
    }

    @Override
    public void close() {
        synchronized (gate) {
            closed = true;
            gate.notifyAll();
        }
        try {
            server.close();
        } catch (IOException alreadyGone) {
            // Closing is all that was wanted.
        }
        sockets.forEach(this::drop);
    }
}
