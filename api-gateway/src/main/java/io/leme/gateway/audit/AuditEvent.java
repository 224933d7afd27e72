package io.leme.gateway.audit;

import java.time.Duration;

/// One answered request.
///
/// @param auditId names the request
/// @param user who asked, `system:anonymous` if nobody in particular
/// @param remote the caller's address
/// @param method HTTP method
/// @param path without the query, which may hold selectors but no credentials either
/// @param code HTTP status code of the answer
/// @param took from the request's arrival until its answer was ready; of a watch, until it began
public record AuditEvent(
        String auditId,
        String user,
        String remote,
        String method,
        String path,
        int code,
        Duration took) {}
