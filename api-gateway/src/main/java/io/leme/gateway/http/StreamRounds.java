package io.leme.gateway.http;

import com.linecorp.armeria.common.HttpResponseWriter;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// The streams of one event loop, in shifts whose rounds lie apart: were all of them written at
/// once, the last would wait for all others, and so would whoever else needs the processor.
///
/// Threads: any.
final class StreamRounds {
    private static final int SHIFTS = 8;

    private final List<StreamShift> shifts;
    private final AtomicInteger opened = new AtomicInteger();

    StreamRounds(EventLoop loop) {
        shifts =
                IntStream.range(0, SHIFTS)
                        .mapToObj(shift -> new StreamShift(loop, (double) shift / SHIFTS))
                        .toList();
    }

    /// Begins to write a source, until one of both ends.
    void open(Reply.Polled source, HttpResponseWriter writer) {
        shifts.get(Math.floorMod(opened.getAndIncrement(), SHIFTS)).open(source, writer);
    }
}
