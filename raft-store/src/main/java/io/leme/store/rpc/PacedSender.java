package io.leme.store.rpc;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Sends a stream no faster than its client reads it: [#send] waits until there is room.
///
/// Threads: made where the call arrives, used by one other thread, which may block.
final class PacedSender<M> {
    private final ServerCallStreamObserver<M> caller;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();

    PacedSender(StreamObserver<M> caller) {
        this.caller = (ServerCallStreamObserver<M>) caller;
        this.caller.setOnReadyHandler(this::wake);
        this.caller.setOnCancelHandler(this::wake);
    }

    /// @throws StatusException when the client is gone
    void send(M message) throws StatusException {
        lock.lock();
        try {
            while (!caller.isReady() && !caller.isCancelled()) {
                moved.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        if (caller.isCancelled()) {
            throw Status.CANCELLED.asException();
        }
        caller.onNext(message);
    }

    private void wake() {
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
