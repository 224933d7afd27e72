package io.leme.gateway.http.probe;

import io.leme.gateway.http.Exchange;
import io.leme.gateway.http.Handler;
import io.leme.gateway.http.NotFoundPage;
import io.leme.gateway.http.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers `/healthz`, `/livez` or `/readyz`: `ok`, or a line per check when one fails or
/// `?verbose` asks for it. `?exclude=NAME` leaves a check out, and a path of its own asks for one
/// alone.
public final class HealthHandler implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(HealthHandler.class);
    private static final int OK = 200;
    private static final int FAILED = 500;

    private final String name;
    private final List<HealthCheck> checks;

    /// @param name of the probe, `readyz`
    public HealthHandler(String name, List<HealthCheck> checks) {
        this.name = name;
        this.checks = List.copyOf(checks);
    }

    @Override
    public Reply handle(Exchange exchange) {
        String path = exchange.request().path();
        String only = path.length() > name.length() + 2 ? path.substring(name.length() + 2) : "";
        if (!only.isEmpty()) {
            return one(only);
        }

        List<String> excluded = exchange.request().query().all("exclude");
        Map<String, Boolean> results = new LinkedHashMap<>();
        for (HealthCheck check : checks) {
            if (!excluded.contains(check.name())) {
                results.put(check.name(), passes(check));
            }
        }

        boolean passed = !results.containsValue(false);
        boolean verbose = exchange.request().query().first("verbose").isPresent();
        if (passed && !verbose) {
            return Reply.text(OK, "ok");
        }
        return Reply.text(passed ? OK : FAILED, lines(results, excluded, passed));
    }

    private Reply one(String only) {
        return checks.stream()
                .filter(check -> check.name().equals(only))
                .findFirst()
                .<Reply>map(check ->
                        passes(check)
                                ? Reply.text(OK, "ok")
                                : Reply.text(FAILED, "internal server error: reason withheld\n"))
                .orElseGet(NotFoundPage::reply);
    }

    private String lines(Map<String, Boolean> results, List<String> excluded, boolean passed) {
        var text = new StringBuilder();
        for (HealthCheck check : checks) {
            Boolean result = results.get(check.name());
            if (result == null) {
                text.append("[+]").append(check.name()).append(" excluded: ok\n");
            } else if (result) {
                text.append("[+]").append(check.name()).append(" ok\n");
            } else {
                text.append("[-]").append(check.name()).append(" failed: reason withheld\n");
            }
        }
        for (String each : excluded) {
            if (checks.stream().noneMatch(check -> check.name().equals(each))) {
                text.append("warn: some health checks cannot be excluded: no matches for \"")
                        .append(each)
                        .append("\"\n");
            }
        }
        return text.append(name).append(passed ? " check passed\n" : " check failed\n").toString();
    }

    private boolean passes(HealthCheck check) {
        Optional<String> fault = check.fault().get();
        fault.ifPresent(reason -> LOG.info("{} check {} failed: {}", name, check.name(), reason));
        return fault.isEmpty();
    }
}
