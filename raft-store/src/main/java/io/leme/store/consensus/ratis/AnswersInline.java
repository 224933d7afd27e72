package io.leme.store.consensus.ratis;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto.AppendResult;
import org.apache.ratis.thirdparty.io.grpc.CallOptions;
import org.apache.ratis.thirdparty.io.grpc.Channel;
import org.apache.ratis.thirdparty.io.grpc.ClientCall;
import org.apache.ratis.thirdparty.io.grpc.ClientInterceptor;
import org.apache.ratis.thirdparty.io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import org.apache.ratis.thirdparty.io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import org.apache.ratis.thirdparty.io.grpc.InternalConfigurator;
import org.apache.ratis.thirdparty.io.grpc.InternalConfiguratorRegistry;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannelBuilder;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor.MethodType;
import org.apache.ratis.thirdparty.io.grpc.Status;

/// Lets Ratis hear what followers acknowledge on the event loop that has read it, without a hop to
/// another thread. Ratis has no setting for that: it is put into the copy of gRPC that Ratis brings
/// along, for all of its channels.
///
/// All else on a stream is told in order on a thread of its own. On a connection that is down a
/// stream ends while it is being opened, and Ratis' appender, told of it in the middle of that,
/// would wait for the dead stream for ever. A follower that denies makes Ratis wait for its
/// appender, which may be reading old entries from disk.
final class AnswersInline implements InternalConfigurator, ClientInterceptor {
    AnswersInline() {}

    /// Once for each process; again does nothing.
    static synchronized void install() {
        if (!InternalConfiguratorRegistry.wasSetConfiguratorsCalled()) {
            InternalConfiguratorRegistry.setConfigurators(List.of(new AnswersInline()));
        }
    }

    @Override
    public void configureChannelBuilder(ManagedChannelBuilder<?> builder) {
        builder.directExecutor().intercept(this);
    }

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(
            MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        ClientCall<Q, R> call = next.newCall(method, options);
        return method.getType() == MethodType.BIDI_STREAMING ? new Told<>(call) : call;
    }

    private static final class Told<Q, R> extends SimpleForwardingClientCall<Q, R> {
        private Told(ClientCall<Q, R> call) {
            super(call);
        }

        @Override
        public void start(Listener<R> ratis, Metadata headers) {
            super.start(new Hearing<>(delegate(), ratis), headers);
        }
    }

    /// Called by one thread at a time, as all listeners of gRPC.
    private static final class Hearing<R> extends SimpleForwardingClientCallListener<R> {
        private final ClientCall<?, R> call;
        private final Queue<Runnable> later = new ConcurrentLinkedQueue<>();
        private final AtomicInteger waiting = new AtomicInteger();

        private Hearing(ClientCall<?, R> call, ClientCall.Listener<R> ratis) {
            super(ratis);
            this.call = call;
        }

        @Override
        public void onMessage(R message) {
            if (waiting.get() == 0 && isAcknowledgement(message)) {
                super.onMessage(message);
            } else {
                later(() -> super.onMessage(message));
            }
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            later(() -> super.onClose(status, trailers));
        }

        private static boolean isAcknowledgement(Object message) {
            return message instanceof AppendEntriesReplyProto reply
                    && reply.getResult() == AppendResult.SUCCESS;
        }

        private void later(Runnable task) {
            later.add(task);
            if (waiting.getAndIncrement() == 0) {
                Thread.ofVirtual().name("raft-answers").start(this::drain);
            }
        }

        private void drain() {
            do {
                tell(later.remove());
            } while (waiting.decrementAndGet() > 0);
        }

        // As gRPC does with what a listener throws.
        @SuppressWarnings("IllegalCatch")
        private void tell(Runnable task) {
            try {
                task.run();
            } catch (RuntimeException failure) {
                call.cancel("an answer could not be taken in", failure);
            }
        }
    }
}
