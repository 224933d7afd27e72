package io.leme.bench.gateway;

import io.netty.buffer.ByteBuf;

/// Hears the answer to one request, on the lane's event loop.
interface Answer {
    /// A piece of the body; only good during the call.
    void part(ByteBuf piece);

    /// The whole body was told.
    void ended(int status);

    /// There is no (whole) answer.
    void failed(Throwable cause);
}
