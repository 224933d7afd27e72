package io.leme.store.judge.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/// A connection that says what it is told to, and reads only when it is asked to.
final class RawSocket implements AutoCloseable {
    private static final int SMALL_WINDOW = 4096;

    private final Socket socket = new Socket();

    RawSocket(int port) throws IOException {
        socket.setReceiveBufferSize(SMALL_WINDOW);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
    }

    /// Sends bytes. A member may well have closed the connection before all were sent.
    RawSocket send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException closedByMember) {
            // That is an answer too.
        }
        return this;
    }

    RawSocket send(String text) {
        return send(text.getBytes(ISO_8859_1));
    }

    /// Says that no more is sent, and reads what still comes: until the end, or until nothing has
    /// come for a while.
    void finish(int quietMillis) throws IOException {
        try {
            socket.shutdownOutput();
        } catch (IOException closedByMember) {
            return;
        }
        answer(quietMillis);
    }

    /// Reads until the end, or until nothing has come for a while.
    String answer(int quietMillis) throws IOException {
        socket.setSoTimeout(quietMillis);
        StringBuilder text = new StringBuilder();
        byte[] piece = new byte[8192];
        try {
            InputStream input = socket.getInputStream();
            for (int count = input.read(piece); count >= 0; count = input.read(piece)) {
                text.append(new String(piece, 0, count, ISO_8859_1));
            }
        } catch (SocketTimeoutException quiet) {
            return text.toString();
        } catch (IOException closedByMember) {
            return text.toString();
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
