package io.leme.bench.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/// One watch: counts its events, which are lines, and times them if it is a timed one.
///
/// Threads: told on its connection's event loop, asked by any.
final class Watcher implements Answer {
    private static final long HIGHEST_NANOS = 600_000_000_000L;
    private static final ByteBuf STAMP =
            Unpooled.unreleasableBuffer(
                    Unpooled.copiedBuffer(Bodies.STAMP, StandardCharsets.US_ASCII));

    private final @Nullable SingleWriterRecorder latencies;
    private final ByteBuf line = Unpooled.buffer();

    /// Where the last event had its stamp: the next one mostly has it there, too.
    private int stampAt = -1;

    private final LongAdder events = new LongAdder();
    private volatile long before;
    private volatile String problem = "";

    Watcher(boolean timed) {
        this.latencies = timed ? new SingleWriterRecorder(HIGHEST_NANOS, 3) : null;
    }

    /// The measurement begins.
    void open() {
        before = events.sum();
        if (latencies != null) {
            latencies.reset();
        }
    }

    long events() {
        return events.sum();
    }

    /// Events since the measurement began.
    long measured() {
        return events.sum() - before;
    }

    /// Of the events since the measurement began; without any if this watcher is not timed.
    Histogram latencies() {
        return latencies == null
                ? new Histogram(HIGHEST_NANOS, 3)
                : latencies.getIntervalHistogram();
    }

    Optional<String> problem() {
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
    }

    @Override
    public void part(ByteBuf piece) {
        long now = System.nanoTime();
        int lines = 0;
        int from = piece.readerIndex();
        int end = piece.writerIndex();
        for (int at = piece.indexOf(from, end, (byte) '\n');
                at >= 0;
                at = piece.indexOf(from, end, (byte) '\n')) {
            lines++;
            time(piece, from, at, now);
            from = at + 1;
        }
        if (latencies != null && from < end) {
            line.writeBytes(piece, from, end - from);
        }
        events.add(lines);
    }

    private void time(ByteBuf piece, int from, int to, long now) {
        if (latencies == null) {
            return;
        }
        line.writeBytes(piece, from, to - from);
        if (!isStamp(stampAt)) {
            stampAt = ByteBufUtil.indexOf(STAMP, line);
        }
        if (stampAt < 0) {
            problem = "an event that is none: " + line.toString(StandardCharsets.UTF_8);
        } else {
            latencies.recordValue(Math.clamp(now - stamp(stampAt), 1, HIGHEST_NANOS));
        }
        line.clear();
    }

    private boolean isStamp(int at) {
        int length = STAMP.readableBytes();
        return at >= 0
                && at + length <= line.writerIndex()
                && ByteBufUtil.equals(line, at, STAMP, STAMP.readerIndex(), length);
    }

    private long stamp(int at) {
        long nanos = 0;
        for (int i = at + STAMP.readableBytes(); line.getByte(i) != '"'; i++) {
            nanos = 10 * nanos + line.getByte(i) - '0';
        }
        return nanos;
    }

    @Override
    public void ended(int status) {
        problem = "a watch ended with " + status;
    }

    @Override
    public void failed(Throwable cause) {
        problem = "a watch failed: " + cause;
    }
}
