package io.leme.gateway.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponseWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes some of the streams of one event loop in rounds: in each, those that have something to
/// send are written one after the other. What many of them send alike is joined once and shared,
/// and nobody is woken for it but the loop itself.
///
/// A round begins a while after the one before it, which the sources name, and a twentieth of that
/// after the first stream has got ready, so that others that are told the same are in it. The
/// rounds of different shifts lie apart: each has its own part of that while.
///
/// One write of a stream is under way at most: a client that reads slowly finds its messages
/// gathered, up to the bound of its source.
///
/// Threads: everything happens on the loop, but for the calls that say that a stream is ready.
final class StreamShift {
    private static final Logger LOG = LoggerFactory.getLogger(StreamShift.class);
    private static final int GATHERING = 20;

    private final EventLoop loop;
    private final Queue<Stream> ready = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean due = new AtomicBoolean();

    private final double part;

    /// When the last round was due, and how long after it the next one is.
    private volatile long lastNanos;

    private volatile long pauseNanos;
    private List<Message> lastMessages = List.of();
    private ByteBuf lastJoined = Unpooled.EMPTY_BUFFER;

    /// @param part which part of the while between two rounds has gone by when this shift's begin
    StreamShift(EventLoop loop, double part) {
        this.loop = loop;
        this.part = part;
        this.lastNanos = System.nanoTime();
    }

    /// Begins to write a source, until one of both ends.
    void open(Reply.Polled source, HttpResponseWriter writer) {
        var stream = new Stream(source, writer);
        source.open(stream::ready);
        pauseNanos = source.pauseNanos();
        stream.ready();
    }

    private void schedule() {
        if (!due.compareAndSet(false, true)) {
            return;
        }
        long left = pauseNanos - (System.nanoTime() - lastNanos);
        long wait = Math.max(left, pauseNanos / GATHERING);
        try {
            if (wait > 0) {
                var _ = loop.schedule(this::writeAll, wait, TimeUnit.NANOSECONDS);
            } else {
                loop.execute(this::writeAll);
            }
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Not written any more", stopping);
        }
    }

    /// A round. What gets ready meanwhile belongs to the next one.
    private void writeAll() {
        due.set(false);
        lastNanos = beginning(System.nanoTime());
        List<Stream> streams = new ArrayList<>();
        for (Stream next = ready.poll(); next != null; next = ready.poll()) {
            streams.add(next);
        }
        streams.forEach(Stream::write);
        forgetJoined();
    }

    /// When the shift's turn was the last time: a round after a pause comes at once, out of turn.
    private long beginning(long now) {
        long pause = pauseNanos;

        return pause == 0 ? now : now - Math.floorMod(now - (long) (part * pause), pause);
    }

    private void writeAlone(Stream stream) {
        stream.write();
        forgetJoined();
    }

    private void forgetJoined() {
        lastJoined.release();
        lastJoined = Unpooled.EMPTY_BUFFER;
        lastMessages = List.of();
    }

    /// The messages in one piece, which is that of the stream before if that sent the same.
    private HttpData joined(List<Message> messages) {
        if (!alike(messages, lastMessages)) {
            forgetJoined();
            lastJoined = JoinedMessages.join(messages);
            lastMessages = messages;
        }
        return HttpData.wrap(lastJoined.retainedDuplicate());
    }

    /// Whether these are the same texts in memory.
    private static boolean alike(List<Message> some, List<Message> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (!some.get(i).isOf(others.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// One stream.
    private final class Stream {
        private final Reply.Polled source;
        private final HttpResponseWriter writer;
        private final AtomicBoolean queued = new AtomicBoolean();
        private CompletableFuture<Void> consumed = CompletableFuture.completedFuture(null);
        private boolean waitsForClient;
        private @Nullable Future<?> timer;
        private boolean over;

        Stream(Reply.Polled source, HttpResponseWriter writer) {
            this.source = source;
            this.writer = writer;
        }

        /// There is something to send, in the next round.
        void ready() {
            if (queued.compareAndSet(false, true)) {
                ready.add(this);
                schedule();
            }
        }

        void write() {
            queued.set(false);
            if (over || waitsForClient) {
                return;
            }
            if (!consumed.isDone()) {
                writeWhenConsumed();
                return;
            }
            try {
                writeWhatThereIs();
            } catch (RuntimeException broken) {
                LOG.error("A stream failed", broken);
                end();
                writer.close(new IOException("the body could not be written to its end", broken));
            }
        }

        private void writeWhatThereIs() {
            List<Message> messages = new ArrayList<>();
            Reply.Polled.State state = source.take(messages);
            // The engine releases what it does not take, too.
            if (!messages.isEmpty() && !writer.tryWrite(joined(messages))) {
                end();
                return;
            }
            if (!messages.isEmpty()) {
                consumed = writer.whenConsumed();
                pauseNanos = source.pauseNanos();
            }
            switch (state) {
                case WAITING -> writeInTime();
                case MORE -> writeWhenConsumed();
                case OVER -> {
                    end();
                    writer.close();
                }
            }
        }

        private void writeWhenConsumed() {
            waitsForClient = true;
            var _ =
                    consumed.whenCompleteAsync(
                            (_, left) -> {
                                waitsForClient = false;
                                if (left == null) {
                                    writeAlone(this);
                                } else {
                                    end();
                                }
                            },
                            loop);
        }

        private void writeInTime() {
            if (timer == null) {
                timer =
                        loop.schedule(
                                () -> {
                                    timer = null;
                                    writeAlone(this);
                                },
                                source.nanosToNext(),
                                TimeUnit.NANOSECONDS);
            }
        }

        /// Leaves nothing behind, least of all a timer that holds the source for minutes.
        private void end() {
            if (!over) {
                over = true;
                source.close();
                if (timer != null) {
                    timer.cancel(false);
                }
            }
        }
    }
}
