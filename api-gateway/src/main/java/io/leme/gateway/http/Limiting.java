package io.leme.gateway.http;

import io.leme.gateway.flow.InFlight;
import java.util.Optional;

/// Turns requests away when too many are being worked on. The body is plain text, as Kubernetes has
/// it, since clients look at the code and `Retry-After` alone.
final class Limiting implements Step {
    private static final int TOO_MANY_REQUESTS = 429;

    private final InFlight inFlight;

    Limiting(InFlight inFlight) {
        this.inFlight = inFlight;
    }

    @Override
    public Reply handle(Exchange exchange, Handler next) {
        if (exchange.info().isLongRunning()) {
            return next.handle(exchange);
        }

        Optional<InFlight.Place> place = inFlight.enter(!exchange.info().isReading());
        if (place.isEmpty()) {
            return Reply.text(TOO_MANY_REQUESTS, "Too many requests, please try again later.\n")
                    .with("retry-after", "1");
        }
        try (var _ = place.get()) {
            return next.handle(exchange);
        }
    }
}
