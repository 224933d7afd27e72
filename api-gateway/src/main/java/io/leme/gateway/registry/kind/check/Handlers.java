package io.leme.gateway.registry.kind.check;

import java.util.List;
import java.util.regex.Pattern;

/// Probes, and what runs when a container starts and stops: each does exactly one thing.
final class Handlers {
    private static final List<String> OF_PROBES = List.of("exec", "httpGet", "tcpSocket", "grpc");
    private static final List<String> OF_LIFECYCLES =
            List.of("exec", "httpGet", "tcpSocket", "sleep");
    private static final Pattern HEADER = Pattern.compile("[-A-Za-z0-9]+");
    private static final String WRONG_HEADER =
            "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. "
                    + "'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')";

    private Handlers() {}

    /// @param graceSeconds how long the pod has to stop
    static void check(Place container, long graceSeconds) {
        for (String when : List.of("postStart", "preStop")) {
            Place action = container.at("lifecycle").at(when);
            if (action.isThere()) {
                actions(action, OF_LIFECYCLES, graceSeconds);
            }
        }
        probe(container.at("livenessProbe"), graceSeconds);
        probe(container.at("readinessProbe"), graceSeconds);
        probe(container.at("startupProbe"), graceSeconds);
    }

    private static void probe(Place probe, long graceSeconds) {
        if (!probe.isThere()) {
            return;
        }
        actions(probe, OF_PROBES, graceSeconds);
        Place grace = probe.at("terminationGracePeriodSeconds");
        if (grace.isThere() && grace.number() <= 0) {
            grace.invalid("must be greater than 0");
        }
        if (probe.path().endsWith("readinessProbe")) {
            if (grace.isThere()) {
                grace.invalid("must not be set for readinessProbes");
            }
        } else if (probe.at("successThreshold").number() != 1) {
            probe.at("successThreshold").invalid("must be 1");
        }
    }

    private static void actions(Place handler, List<String> kinds, long graceSeconds) {
        boolean acts = false;
        for (String kind : kinds) {
            Place action = handler.at(kind);
            if (action.isThere() && acts) {
                action.forbidden("may not specify more than 1 handler type");
            } else if (action.isThere()) {
                acts = true;
                action(action, kind, graceSeconds);
            }
        }
        if (!acts) {
            handler.required("must specify a handler type");
        }
    }

    private static void action(Place action, String kind, long graceSeconds) {
        switch (kind) {
            case "exec" -> action.at("command").requireFilled();
            case "httpGet" -> {
                NumberOrPercent.port(action.at("port"));
                for (Place header : action.at("httpHeaders").elements()) {
                    String name = header.at("name").text();
                    if (!HEADER.matcher(name).matches()) {
                        action.at("httpHeaders").invalid(name, WRONG_HEADER);
                    }
                }
            }
            case "sleep" -> {
                long seconds = action.at("seconds").number();
                if (seconds < 0 || seconds > graceSeconds) {
                    action.invalid(
                            seconds,
                            "must be non-negative and less than terminationGracePeriodSeconds ("
                                    + graceSeconds
                                    + ")");
                }
            }
            default -> NumberOrPercent.port(action.at("port"));
        }
    }
}
