package io.leme.gateway.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What goes back to the client.
public sealed interface Reply {
    /// HTTP status code.
    int code();

    /// Header fields, in the order they were added.
    List<HttpField> fields();

    /// The same reply with one more header field.
    Reply with(String name, String value);

    /// A reply that is complete.
    ///
    /// @param body not to be changed any more; replies are sent and never compared
    @SuppressWarnings("ArrayRecordComponent")
    record Whole(int code, List<HttpField> fields, byte[] body) implements Reply {
        public Whole {
            fields = List.copyOf(fields);
        }

        @Override
        public Whole with(String name, String value) {
            return new Whole(code, appended(fields, name, value), body);
        }
    }

    /// A reply that is complete, and too large to be in memory at once: its source says all of it
    /// and ends.
    ///
    /// @param source writes the body after the header has been sent
    record Pieces(int code, List<HttpField> fields, Source source) implements Reply {
        public Pieces {
            fields = List.copyOf(fields);
        }

        @Override
        public Pieces with(String name, String value) {
            return new Pieces(code, appended(fields, name, value), source);
        }
    }

    /// A reply that goes on until its source ends it or the client leaves.
    ///
    /// @param source writes the body after the header has been sent
    record Stream(int code, List<HttpField> fields, Source source) implements Reply {
        public Stream {
            fields = List.copyOf(fields);
        }

        @Override
        public Stream with(String name, String value) {
            return new Stream(code, appended(fields, name, value), source);
        }
    }

    /// Writes the body of a stream, on the exchange's own thread.
    interface Source {
        /// Writes until there is no more to say.
        void writeTo(Sink sink) throws InterruptedException;

        /// Ends the writing from outside: the client is gone, or the server is stopping. May be
        /// called by any thread, at any time, more than once.
        void stop();

        /// The same source for those who don't wait for it; empty if it has to be waited for.
        default Optional<Polled> polled() {
            return Optional.empty();
        }
    }

    /// A source that is asked what there is to be sent, and never waits.
    interface Polled {
        /// What there is behind that which was taken.
        enum State {
            /// Nothing now.
            WAITING,
            /// More.
            MORE,
            /// The end.
            OVER
        }

        /// Begins.
        ///
        /// @param ready run by any thread when there is something, once after each `WAITING`; must
        ///   neither wait nor take
        void open(Runnable ready);

        /// Adds the messages there are, and stops when they are enough for one write.
        State take(List<Message> messages);

        /// When there will be something, though nobody may say that it is ready.
        long nanosToNext();

        /// How long after one write the next shall be, so that more messages go into it.
        long pauseNanos();

        /// Nothing is taken any more.
        void close();
    }

    /// Takes the messages of a stream.
    interface Sink {
        /// Sends messages, waiting while the client is slower than the source. What is sent at once
        /// may travel at once, where messages have no borders of their own.
        ///
        /// @return whether the client is still there
        boolean write(List<Message> messages) throws InterruptedException;
    }

    /// A JSON answer.
    static Whole json(int code, byte[] body) {
        return new Whole(code, List.of(new HttpField("content-type", "application/json")), body);
    }

    /// A text answer.
    static Whole text(int code, String body) {
        return new Whole(
                code,
                List.of(
                        new HttpField("content-type", "text/plain; charset=utf-8"),
                        new HttpField("x-content-type-options", "nosniff")),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<HttpField> appended(List<HttpField> fields, String name, String value) {
        List<HttpField> more = new ArrayList<>(fields);
        more.add(new HttpField(name, value));
        return more;
    }
}
