package io.leme.bench.load;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.grpc.HasByteBuffer;
import io.grpc.MethodDescriptor;
import io.leme.wire.kv.Event;
import io.leme.wire.kv.KeyValue;
import io.leme.wire.rpc.ResponseHeader;
import io.leme.wire.rpc.WatchGrpc;
import io.leme.wire.rpc.WatchRequest;
import io.leme.wire.rpc.WatchResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// The few facts that the driver needs of a watch response, read without building the message: at a
/// million events a second the driver would otherwise measure itself.
///
/// Of each event: the mod revision, and the time stamp at the front of its value, or 0.
final class WatchTally {
    private static final long[] NONE = {};

    private boolean created;
    private boolean canceled;
    private long headerRevision;
    private int events;
    private long[] revisions = NONE;
    private long[] stamps = NONE;

    private WatchTally() {}

    boolean created() {
        return created;
    }

    boolean canceled() {
        return canceled;
    }

    long headerRevision() {
        return headerRevision;
    }

    int events() {
        return events;
    }

    long revision(int event) {
        return revisions[event];
    }

    long sentNanos(int event) {
        return stamps[event];
    }

    /// The Watch method with answers read as tallies.
    static MethodDescriptor<WatchRequest, WatchTally> method() {
        MethodDescriptor<WatchRequest, WatchResponse> plain = WatchGrpc.getWatchMethod();
        return plain.toBuilder(plain.getRequestMarshaller(), new Reader()).build();
    }

    private void read(CodedInputStream in) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case WatchResponse.HEADER_FIELD_NUMBER -> readHeader(in);
                case WatchResponse.CREATED_FIELD_NUMBER -> created = in.readBool();
                case WatchResponse.CANCELED_FIELD_NUMBER -> canceled = in.readBool();
                case WatchResponse.EVENTS_FIELD_NUMBER -> readEvent(in);
                default -> in.skipField(tag);
            }
        }
    }

    private void readHeader(CodedInputStream in) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == ResponseHeader.REVISION_FIELD_NUMBER) {
                headerRevision = in.readInt64();
            } else {
                in.skipField(tag);
            }
        }
        in.popLimit(outer);
    }

    private void readEvent(CodedInputStream in) throws IOException {
        if (events == revisions.length) {
            int room = Math.max(1, 2 * events);
            revisions = Arrays.copyOf(revisions, room);
            stamps = Arrays.copyOf(stamps, room);
        }
        int outer = in.pushLimit(in.readRawVarint32());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == Event.KV_FIELD_NUMBER) {
                readKeyValue(in);
            } else {
                in.skipField(tag);
            }
        }
        in.popLimit(outer);
        events++;
    }

    private void readKeyValue(CodedInputStream in) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case KeyValue.MOD_REVISION_FIELD_NUMBER -> revisions[events] = in.readInt64();
                case KeyValue.VALUE_FIELD_NUMBER -> readStamp(in);
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
    }

    private void readStamp(CodedInputStream in) throws IOException {
        int bytes = in.readRawVarint32();
        if (bytes < Long.BYTES) {
            in.skipRawBytes(bytes);
            return;
        }
        stamps[events] = Long.reverseBytes(in.readRawLittleEndian64());
        in.skipRawBytes(bytes - Long.BYTES);
    }

    private static final class Reader implements MethodDescriptor.Marshaller<WatchTally> {
        @Override
        public InputStream stream(WatchTally value) {
            throw new UnsupportedOperationException("tallies are only read");
        }

        @Override
        public WatchTally parse(InputStream stream) {
            try {
                WatchTally tally = new WatchTally();
                tally.read(open(stream));
                return tally;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// Most messages came in one piece and are read where they lie.
        private static CodedInputStream open(InputStream stream) throws IOException {
            if (stream instanceof HasByteBuffer holder && holder.byteBufferSupported()) {
                ByteBuffer piece = holder.getByteBuffer();
                if (piece != null && piece.remaining() == stream.available()) {
                    return CodedInputStream.newInstance(piece);
                }
            }
            return ByteString.readFrom(stream).newCodedInput();
        }
    }
}
