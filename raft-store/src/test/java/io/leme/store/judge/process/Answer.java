package io.leme.store.judge.process;

import io.grpc.Status;

/// What a call came back with: a message, or a code and a text.
public sealed interface Answer<A> {
    /// The call succeeded.
    record Given<A>(A message) implements Answer<A> {}

    /// The call was refused, failed or ran out of time.
    record Refused<A>(Status.Code code, String text) implements Answer<A> {}

    /// The message, or an assertion that names the refusal.
    default A orFail() {
        return switch (this) {
            case Given<A>(A message) -> message;
            case Refused<A>(Status.Code code, String text) ->
                    throw new AssertionError("refused: " + code + " " + text);
        };
    }

    /// Whether a message came back.
    default boolean isGiven() {
        return this instanceof Given<A>;
    }
}
