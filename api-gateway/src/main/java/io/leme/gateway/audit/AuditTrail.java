package io.leme.gateway.audit;

/// Where events go. Implementations are safe for use by many threads and don't block for long,
/// since an answer waits for them.
@FunctionalInterface
public interface AuditTrail {
    void record(AuditEvent event);
}
