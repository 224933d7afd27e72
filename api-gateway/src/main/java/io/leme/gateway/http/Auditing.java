package io.leme.gateway.http;

import io.leme.gateway.audit.AuditEvent;
import io.leme.gateway.audit.AuditTrail;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/// Names every request and records its outcome. The name is the client's own if it sent one, and
/// goes back with every answer, errors included.
final class Auditing implements Step {
    private static final String AUDIT_ID = "audit-id";
    private static final int LONGEST_ID = 64;

    private final AuditTrail trail;
    private final InstantSource clock;
    private final Supplier<UUID> newId;

    Auditing(AuditTrail trail, InstantSource clock, Supplier<UUID> newId) {
        this.trail = trail;
        this.clock = clock;
        this.newId = newId;
    }

    @Override
    public Reply handle(Exchange exchange, Handler next) {
        Request request = exchange.request();
        String sent = request.header(AUDIT_ID);
        boolean usable = !sent.isEmpty() && sent.length() <= LONGEST_ID;
        String id = usable ? sent : newId.get().toString();

        var start = clock.instant();
        Reply reply = next.handle(exchange);
        trail.record(
                new AuditEvent(
                        id,
                        exchange.user().name(),
                        request.remote(),
                        request.method(),
                        request.path(),
                        reply.code(),
                        Duration.between(start, clock.instant())));
        return reply.with(AUDIT_ID, id);
    }
}
