package io.leme.store.rpc;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.List;
import java.util.function.Supplier;

/// A stream of answers as lines of JSON, each asked for when the one before it is on its way.
///
/// @param endsWithRequest whether the call is told that the request is complete
record JsonStream<Q, A>(
        Supplier<ClientCall<Q, A>> calls,
        Metadata metadata,
        List<Q> messages,
        boolean endsWithRequest)
        implements HttpReply.Stream {
    @Override
    public Runnable start(HttpReply.Sink sink) {
        ClientCall<Q, A> call = calls.get();
        call.start(new Lines<>(call, sink), metadata);
        call.request(1);
        messages.forEach(call::sendMessage);
        if (endsWithRequest) {
            call.halfClose();
        }
        return () -> call.cancel("the client is gone", null);
    }

    private static final class Lines<A> extends ClientCall.Listener<A> {
        private final ClientCall<?, A> call;
        private final HttpReply.Sink sink;

        Lines(ClientCall<?, A> call, HttpReply.Sink sink) {
            this.call = call;
            this.sink = sink;
        }

        @Override
        public void onMessage(A message) {
            sink.write("{\"result\":" + JsonTexts.of(message) + "}\n", () -> call.request(1));
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            if (!status.isOk()) {
                sink.write(JsonTexts.streamError(status) + "\n", () -> {});
            }
            sink.end();
        }
    }
}
