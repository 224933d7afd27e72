package io.leme.bench.gateway;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// An answer that somebody waits for.
final class Blocking implements Answer {
    private static final int LONGEST_SECONDS = 60;

    private final StringBuilder body = new StringBuilder();
    private final CompletableFuture<Integer> code = new CompletableFuture<>();

    @Override
    public void part(ByteBuf piece) {
        body.append(piece.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void ended(int status) {
        code.complete(status);
    }

    @Override
    public void failed(Throwable cause) {
        code.completeExceptionally(cause);
    }

    /// The body of an answer that has one of these codes.
    String await(int... codes) throws IOException, InterruptedException {
        try {
            int status = code.get(LONGEST_SECONDS, TimeUnit.SECONDS);
            if (Arrays.stream(codes).noneMatch(each -> each == status)) {
                throw new IOException(status + " " + body);
            }
            return body.toString();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("no answer", e);
        }
    }
}
