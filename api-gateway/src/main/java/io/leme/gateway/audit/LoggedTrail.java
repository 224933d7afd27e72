package io.leme.gateway.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes events to the log, at the debug level: a line per request is for those who look for it.
public final class LoggedTrail implements AuditTrail {
    private static final Logger LOG = LoggerFactory.getLogger("io.leme.audit");

    @Override
    public void record(AuditEvent event) {
        LOG.debug(
                "{} {} {} by {} from {} in {} ms ({})",
                event.code(),
                event.method(),
                event.path(),
                event.user(),
                event.remote(),
                event.took().toMillis(),
                event.auditId());
    }
}
