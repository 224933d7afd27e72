package io.leme.gateway.http;

import io.leme.gateway.http.request.RequestInfo;
import io.leme.gateway.telemetry.RequestMetrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;

/// Counts and times the requests for resources. What is not served is counted without its name, so
/// that clients can't make up series.
final class Measuring implements Step {
    private static final int NOT_FOUND = 404;

    /// Codes of answers that were given before the resource was looked for.
    private static final Set<Integer> UNCHECKED = Set.of(401, 403, 429);

    private final RequestMetrics metrics;
    private final InstantSource clock;

    Measuring(RequestMetrics metrics, InstantSource clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public Reply handle(Exchange exchange, Handler next) {
        var start = clock.instant();
        Reply reply = next.handle(exchange);
        if (exchange.classified().orElse(null) instanceof RequestInfo.OfResource info) {
            boolean unknown =
                    UNCHECKED.contains(reply.code())
                            || (reply.code() == NOT_FOUND && isText(reply));
            boolean dryRun = !exchange.request().query().text("dryRun").isEmpty();
            metrics.answered(
                    unknown ? unknown(info) : labels(info),
                    reply.code(),
                    dryRun,
                    Duration.between(start, clock.instant()),
                    !info.isLongRunning());
        }
        return reply;
    }

    private static boolean isText(Reply reply) {
        return reply.fields().stream()
                .anyMatch(each ->
                        each.name().equals("content-type") && each.value().startsWith("text/"));
    }

    private static RequestMetrics.Labels labels(RequestInfo.OfResource info) {
        String scope;
        if (!info.name().isEmpty()) {
            scope = "resource";
        } else {
            scope = info.namespace().isEmpty() ? "cluster" : "namespace";
        }
        return new RequestMetrics.Labels(
                verb(info),
                info.group(),
                info.version(),
                info.resource(),
                info.subresource(),
                scope);
    }

    private static RequestMetrics.Labels unknown(RequestInfo.OfResource info) {
        return new RequestMetrics.Labels(verb(info), "", "", "", "", "");
    }

    /// As kube-apiserver names them: after the methods, but for lists and watches.
    private static String verb(RequestInfo.OfResource info) {
        return switch (info.verb()) {
            case "create" -> "POST";
            case "update" -> "PUT";
            case "deletecollection" -> "DELETECOLLECTION";
            default -> info.verb().toUpperCase(Locale.ROOT);
        };
    }
}
