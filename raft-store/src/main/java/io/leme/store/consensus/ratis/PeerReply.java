package io.leme.store.consensus.ratis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import java.util.Arrays;

/// The answer to a peer call: a status byte, then the payload, or the name of a [StoreError].
final class PeerReply {
    private static final byte DONE = 0;
    private static final byte REFUSED = 1;

    private PeerReply() {}

    static byte[] done(byte[] payload) {
        return frame(DONE, payload);
    }

    static byte[] refused(StoreError error) {
        return frame(REFUSED, error.name().getBytes(UTF_8));
    }

    /// @return the payload
    /// @throws StoreException what the handler failed with
    static byte[] unwrap(byte[] reply) {
        if (reply.length == 0) {
            throw new IllegalArgumentException("an empty answer from a peer");
        }
        byte[] payload = Arrays.copyOfRange(reply, 1, reply.length);
        if (reply[0] == DONE) {
            return payload;
        }
        throw new StoreException(StoreError.valueOf(new String(payload, UTF_8)));
    }

    private static byte[] frame(byte status, byte[] payload) {
        byte[] frame = new byte[1 + payload.length];
        frame[0] = status;
        System.arraycopy(payload, 0, frame, 1, payload.length);
        return frame;
    }
}
