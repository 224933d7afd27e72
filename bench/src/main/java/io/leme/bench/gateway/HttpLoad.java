package io.leme.bench.gateway;

import io.leme.bench.load.Load;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongFunction;

/// Requests of one sort, each of which fails unless its code is 200 or 201.
final class HttpLoad implements Load {
    private static final int TEXT_BYTES = 300;

    private final Lanes lanes;
    private final Sort sort;
    private final LongAdder bytes = new LongAdder();

    /// Makes the requests.
    interface Sort {
        /// Sends the request with this number on a lane.
        void send(Lanes lanes, int lane, long number, Answer answer);

        /// A good answer's beginning, on the event loop of its lane, before the lane's next request
        /// is sent.
        default void read(int lane, long number, String answer) {}

        /// How much of an answer [#read] wants to see, in bytes.
        default int readBytes() {
            return 0;
        }
    }

    HttpLoad(Lanes lanes, Sort sort) {
        this.lanes = lanes;
        this.sort = sort;
    }

    /// A load of requests without a body.
    static HttpLoad of(Lanes lanes, HttpMethod method, LongFunction<String> path) {
        return new HttpLoad(
                lanes,
                (into, lane, number, answer) ->
                        into.send(lane, method, path.apply(number), answer));
    }

    /// Bytes of all bodies so far.
    long receivedBytes() {
        return bytes.sum();
    }

    @Override
    public int lanes() {
        return lanes.size();
    }

    @Override
    public void start(int lane, long sequence, Done done) {
        sort.send(lanes, lane, sequence, new Counted(lane, sequence, done));
    }

    private final class Counted implements Answer {
        private final int lane;
        private final long number;
        private final Done done;
        private final StringBuilder beginning = new StringBuilder();
        private final int wanted = Math.max(TEXT_BYTES, sort.readBytes());

        Counted(int lane, long number, Done done) {
            this.lane = lane;
            this.number = number;
            this.done = done;
        }

        @Override
        public void part(ByteBuf piece) {
            bytes.add(piece.readableBytes());
            int left = Math.min(wanted - beginning.length(), piece.readableBytes());
            if (left > 0) {
                beginning.append(
                        piece.toString(piece.readerIndex(), left, StandardCharsets.ISO_8859_1));
            }
        }

        @Override
        public void ended(int status) {
            if (status != 200 && status != 201) {
                done.failed(new IOException(status + " " + beginning));
                return;
            }
            if (sort.readBytes() > 0) {
                sort.read(lane, number, beginning.toString());
            }
            done.succeeded();
        }

        @Override
        public void failed(Throwable cause) {
            done.failed(cause);
        }
    }
}
