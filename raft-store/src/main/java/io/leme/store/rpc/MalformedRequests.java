package io.leme.store.rpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers bytes that are no message of their method as gRPC for Go does. Left alone, gRPC for Java
/// takes them for a mistake of the program and logs them with a stack trace, so that any stranger
/// could fill the log.
///
/// Such bytes travel through the interceptors as null.
final class MalformedRequests {
    private static final Status REFUSED =
            Status.INTERNAL.withDescription("grpc: error unmarshalling request");

    private MalformedRequests() {}

    /// The same service for callers that may send anything.
    static ServerServiceDefinition guarded(ServerServiceDefinition service) {
        List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();
        service.getMethods().forEach(method -> methods.add(guarded(method)));
        return Rebound.of(service.getServiceDescriptor(), methods);
    }

    private static <Q, A> ServerMethodDefinition<Q, A> guarded(
            ServerMethodDefinition<Q, A> method) {
        MethodDescriptor<Q, A> known = method.getMethodDescriptor();
        ServerCallHandler<Q, A> handler = method.getServerCallHandler();
        boolean single = known.getType().clientSendsOneMessage();
        return ServerMethodDefinition.create(
                known.toBuilder(
                                new Careful<>(known.getRequestMarshaller()),
                                known.getResponseMarshaller())
                        .build(),
                (call, metadata) -> {
                    ServerCall<Q, A> mine = single ? call : new Endable<>(call);
                    return new Guard<>(mine, handler.startCall(mine, metadata));
                });
    }

    /// Lets nothing pass after a message that could not be read.
    private static final class Guard<Q> extends SimpleForwardingServerCallListener<Q> {
        private final ServerCall<Q, ?> call;
        private boolean refused;

        Guard(ServerCall<Q, ?> call, ServerCall.Listener<Q> listener) {
            super(listener);
            this.call = call;
        }

        @Override
        public void onMessage(@Nullable Q request) {
            if (refused) {
                return;
            }
            if (request != null) {
                super.onMessage(request);
                return;
            }
            refused = true;
            call.close(REFUSED, new Metadata());
            // What the call has begun, as a watch, ends with it.
            super.onCancel();
        }

        @Override
        public void onHalfClose() {
            if (!refused) {
                super.onHalfClose();
            }
        }

        @Override
        public void onReady() {
            if (!refused) {
                super.onReady();
            }
        }

        @Override
        public void onComplete() {
            if (!refused) {
                super.onComplete();
            }
        }

        @Override
        public void onCancel() {
            if (!refused) {
                super.onCancel();
            }
        }
    }

    /// A call that answers from another thread while a message comes in, as a watch does: what is
    /// sent after its end goes nowhere.
    private static final class Endable<Q, A> extends SimpleForwardingServerCall<Q, A> {
        private boolean closed;

        Endable(ServerCall<Q, A> call) {
            super(call);
        }

        @Override
        public synchronized void sendHeaders(Metadata headers) {
            if (!closed) {
                super.sendHeaders(headers);
            }
        }

        @Override
        public synchronized void sendMessage(A message) {
            if (!closed) {
                super.sendMessage(message);
            }
        }

        @Override
        public synchronized void close(Status status, Metadata trailers) {
            if (!closed) {
                closed = true;
                super.close(status, trailers);
            }
        }
    }

    /// Reads null where there is no message.
    private record Careful<Q>(Marshaller<Q> readable) implements Marshaller<Q> {
        @Override
        public InputStream stream(Q value) {
            return readable.stream(value);
        }

        @Override
        public @Nullable Q parse(InputStream stream) {
            try {
                return readable.parse(stream);
            } catch (StatusRuntimeException malformed) {
                return null;
            }
        }
    }
}
