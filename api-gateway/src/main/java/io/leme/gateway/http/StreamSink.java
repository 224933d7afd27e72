package io.leme.gateway.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponseWriter;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Writes messages into the body of an answer, joined.
///
/// Two writes at most are under way: a write waits until the engine has taken the one before it. So
/// a client that reads slowly holds back its source, and one that keeps up never does.
///
/// Threads: that of the source.
final class StreamSink implements Reply.Sink {
    private final HttpResponseWriter writer;
    private CompletableFuture<Void> consumed = CompletableFuture.completedFuture(null);

    StreamSink(HttpResponseWriter writer) {
        this.writer = writer;
    }

    @Override
    public boolean write(List<Message> messages) throws InterruptedException {
        if (!ConsumedParts.await(consumed)) {
            return false;
        }
        // The engine releases what it does not take, too.
        if (!writer.tryWrite(HttpData.wrap(JoinedMessages.join(messages)))) {
            return false;
        }
        consumed = writer.whenConsumed();
        return true;
    }
}
