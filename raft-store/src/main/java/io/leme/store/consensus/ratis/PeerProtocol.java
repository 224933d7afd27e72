package io.leme.store.consensus.ratis;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor;

/// The methods of our own service on the peer port, and the frame of a request: cluster id (8
/// bytes), kind (1 byte), payload. Messages are bytes as they are.
final class PeerProtocol {
    static final String SERVICE = "leme.Peer";

    /// One request, one answer: a status byte and a payload ([PeerReply]).
    static final MethodDescriptor<byte[], byte[]> CALL =
            method("Call", MethodDescriptor.MethodType.UNARY);

    /// The whole state as a stream of [CheckpointFrame].
    static final MethodDescriptor<byte[], byte[]> CHECKPOINT =
            method("Checkpoint", MethodDescriptor.MethodType.SERVER_STREAMING);

    static final int MAX_MESSAGE_BYTES = NodeProperties.MAX_ENTRY_BYTES + (1 << 20);

    /// A call that a member may make before it knows its cluster: who are you all?
    static final byte DESCRIBE = 18;

    private static final int HEADER_BYTES = Long.BYTES + 1;

    private PeerProtocol() {}

    static byte[] request(long cluster, byte kind, byte[] payload) {
        return ByteBuffer.allocate(HEADER_BYTES + payload.length)
                .putLong(cluster)
                .put(kind)
                .put(payload)
                .array();
    }

    /// @throws IllegalArgumentException if it is too short to be one
    static Request parse(byte[] frame) {
        if (frame.length < HEADER_BYTES) {
            throw new IllegalArgumentException("a peer request of " + frame.length + " bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(frame);
        return new Request(buffer.getLong(), buffer.get(), buffer.slice());
    }

    /// @param rest a view of the payload
    record Request(long cluster, byte kind, ByteBuffer rest) {
        byte[] payload() {
            byte[] payload = new byte[rest.remaining()];
            rest.duplicate().get(payload);
            return payload;
        }
    }

    private static MethodDescriptor<byte[], byte[]> method(
            String name, MethodDescriptor.MethodType type) {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
                .setRequestMarshaller(AsIs.INSTANCE)
                .setResponseMarshaller(AsIs.INSTANCE)
                .build();
    }

    private enum AsIs implements MethodDescriptor.Marshaller<byte[]> {
        INSTANCE;

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
