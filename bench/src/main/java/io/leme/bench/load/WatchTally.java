package io.leme.bench.load;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.grpc.MethodDescriptor;
import io.leme.wire.rpc.WatchGrpc;
import io.leme.wire.rpc.WatchRequest;
import io.leme.wire.rpc.WatchResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The few facts that the watch load needs of a watch response, read without building the message:
/// at a million events a second the driver would otherwise measure itself.
///
/// `sentNanos` is the time stamp in the first event's value, or 0.
record WatchTally(boolean created, boolean canceled, int events, long sentNanos) {
    /// The Watch method with answers read as tallies.
    static MethodDescriptor<WatchRequest, WatchTally> method() {
        MethodDescriptor<WatchRequest, WatchResponse> plain = WatchGrpc.getWatchMethod();
        return plain.toBuilder(plain.getRequestMarshaller(), new Reader()).build();
    }

    private static final class Reader implements MethodDescriptor.Marshaller<WatchTally> {
        @Override
        public InputStream stream(WatchTally value) {
            throw new UnsupportedOperationException("tallies are only read");
        }

        @Override
        public WatchTally parse(InputStream stream) {
            try {
                return read(CodedInputStream.newInstance(stream, 64 * 1024));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static WatchTally read(CodedInputStream in) throws IOException {
            boolean created = false;
            boolean canceled = false;
            int events = 0;
            long sentNanos = 0;
            in.setSizeLimit(Integer.MAX_VALUE);
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case WatchResponse.CREATED_FIELD_NUMBER -> created = in.readBool();
                    case WatchResponse.CANCELED_FIELD_NUMBER -> canceled = in.readBool();
                    case WatchResponse.EVENTS_FIELD_NUMBER -> {
                        if (events++ == 0) {
                            sentNanos = TimeStamp.of(in.readByteBuffer());
                        } else {
                            in.skipField(tag);
                        }
                    }
                    default -> in.skipField(tag);
                }
            }
            return new WatchTally(created, canceled, events, sentNanos);
        }
    }
}
