package io.leme.gateway.http.probe;

import io.leme.gateway.http.Exchange;
import io.leme.gateway.http.Handler;
import io.leme.gateway.http.HttpField;
import io.leme.gateway.http.Reply;
import io.leme.gateway.telemetry.RequestMetrics;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Answers `/metrics` in the text format of Prometheus.
public final class MetricsHandler implements Handler {
    private static final int OK = 200;
    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final RequestMetrics metrics;

    public MetricsHandler(RequestMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public Reply handle(Exchange exchange) {
        byte[] body = metrics.scrape().getBytes(StandardCharsets.UTF_8);
        return new Reply.Whole(OK, List.of(new HttpField("content-type", TYPE)), body);
    }
}
