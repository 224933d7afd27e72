package io.leme.store.rpc;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.METHOD_NOT_ALLOWED;
import static io.netty.handler.codec.http.HttpResponseStatus.NOT_FOUND;
import static io.netty.handler.codec.http.HttpResponseStatus.OK;
import static io.netty.handler.codec.http.HttpResponseStatus.SERVICE_UNAVAILABLE;

import io.leme.store.config.Release;
import io.leme.store.service.Health;
import io.leme.store.service.HealthChecks;
import io.leme.store.service.ReadQueue;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/// What the client port answers to HTTP requests that are not gRPC: health, version and metrics to
/// GET, and the JSON gateway, where there is one.
final class HttpFace {
    private final Health health;
    private final Supplier<String> metrics;
    private final ReadQueue reads;
    private final Optional<JsonGateway> gateway;
    private final Map<String, Supplier<CompletableFuture<Optional<String>>>> live =
            new LinkedHashMap<>();
    private final Map<String, Supplier<CompletableFuture<Optional<String>>>> ready =
            new LinkedHashMap<>();

    /// `metrics` gives the page of metrics and may take its time: it runs on `reads`.
    HttpFace(
            Health health,
            Supplier<String> metrics,
            ReadQueue reads,
            Optional<JsonGateway> gateway) {
        this.gateway = gateway;
        this.health = health;
        this.metrics = metrics;
        this.reads = reads;
        live.put("serializable_read", health::serializableRead);
        ready.put("data_corruption", health::dataCorruption);
        ready.put("serializable_read", health::serializableRead);
        ready.put("linearizable_read", health::linearizableRead);
        ready.put("non_learner", health::nonLearner);
    }

    /// Cancelling the future ends the work for it, where it waits for others.
    CompletableFuture<HttpReply> answer(HttpCall call) {
        QueryStringDecoder request = new QueryStringDecoder(call.uri());
        if (!isReadable(request)) {
            return CompletableFuture.completedFuture(
                    HttpAnswer.text(BAD_REQUEST, "400 Bad Request\n"));
        }
        if (call.method().equals("OPTIONS")) {
            return CompletableFuture.completedFuture(HttpAnswer.text(OK, ""));
        }
        if (gateway.isPresent() && GatewayPaths.isOurs(request.path())) {
            return gateway.get().answer(call);
        }
        return call.isRead()
                ? answer(request).thenApply(Function.identity())
                : CompletableFuture.completedFuture(
                        HttpAnswer.text(METHOD_NOT_ALLOWED, "Method Not Allowed\n"));
    }

    private static boolean isReadable(QueryStringDecoder request) {
        try {
            var _ = request.path();
            var _ = request.parameters();
            return true;
        } catch (IllegalArgumentException badEscape) {
            return false;
        }
    }

    private CompletableFuture<HttpAnswer> answer(QueryStringDecoder request) {
        String path = request.path();
        return switch (path) {
            case "/health" -> health(request.parameters()).thenApply(this::counted);
            case "/version" -> done(version());
            case "/metrics" -> reads.submit(this::page).exceptionally(HttpFace::failed);
            default -> probe(path, request.parameters());
        };
    }

    private CompletableFuture<HttpAnswer> health(Map<String, List<String>> parameters) {
        List<String> excluded = parameters.getOrDefault("exclude", List.of());
        Optional<String> alarm =
                health.alarms().stream().filter(name -> !excluded.contains(name)).findFirst();
        if (alarm.isPresent()) {
            return done(unhealthy("ALARM " + alarm.get()));
        }
        if (parameters.getOrDefault("serializable", List.of()).contains("true")) {
            return health.serializableRead().thenApply(HttpFace::health);
        }
        if (!health.hasLeader()) {
            return done(unhealthy("RAFT NO LEADER"));
        }
        return health.linearizableRead().thenApply(HttpFace::health);
    }

    private HttpAnswer counted(HttpAnswer answer) {
        health.told(answer.status().equals(OK));
        return answer;
    }

    private static HttpAnswer health(Optional<String> failure) {
        return failure.map(reason -> unhealthy("RANGE ERROR:" + reason))
                .orElse(HttpAnswer.json(OK, "{\"health\":\"true\",\"reason\":\"\"}"));
    }

    private static HttpAnswer unhealthy(String reason) {
        String quoted = reason.replace("\\", "\\\\").replace("\"", "\\\"");
        return HttpAnswer.json(
                SERVICE_UNAVAILABLE, "{\"health\":\"false\",\"reason\":\"" + quoted + "\"}");
    }

    private CompletableFuture<HttpAnswer> probe(String path, Map<String, List<String>> parameters) {
        String[] parts = path.split("/", -1);
        Map<String, Supplier<CompletableFuture<Optional<String>>>> checks =
                switch (parts.length > 1 ? parts[1] : "") {
                    case "livez" -> live;
                    case "readyz" -> ready;
                    default -> Map.of();
                };
        boolean one = parts.length == 3;
        boolean known = one ? checks.containsKey(parts[2]) : parts.length == 2;
        if (checks.isEmpty() || !known) {
            return done(HttpAnswer.text(NOT_FOUND, "404 page not found\n"));
        }
        if (one) {
            return run(parts[1], Map.of(parts[2], checks.get(parts[2])), parameters);
        }

        Map<String, Supplier<CompletableFuture<Optional<String>>>> wanted =
                new LinkedHashMap<>(checks);
        wanted.keySet().removeAll(Set.copyOf(parameters.getOrDefault("exclude", List.of())));
        return run(parts[1], wanted, parameters);
    }

    private CompletableFuture<HttpAnswer> run(
            String probe,
            Map<String, Supplier<CompletableFuture<Optional<String>>>> checks,
            Map<String, List<String>> parameters) {
        Map<String, CompletableFuture<Optional<String>>> outcomes = new LinkedHashMap<>();
        checks.forEach((name, check) -> outcomes.put(name, check.get()));
        return CompletableFuture.allOf(outcomes.values().toArray(CompletableFuture[]::new))
                .thenApply(all -> report(probe, outcomes, parameters.containsKey("verbose")));
    }

    private HttpAnswer report(
            String probe,
            Map<String, CompletableFuture<Optional<String>>> outcomes,
            boolean verbose) {
        List<String> lines = new ArrayList<>();
        boolean well = true;
        for (var outcome : outcomes.entrySet()) {
            Optional<String> failure = outcome.getValue().join();
            well = well && failure.isEmpty();
            health.checks()
                    .made(new HealthChecks.Check(probe, outcome.getKey()), failure.isEmpty());
            lines.add(
                    failure.map(reason -> "[-]" + outcome.getKey() + " failed: " + reason + "\n")
                            .orElse("[+]" + outcome.getKey() + " ok\n"));
        }
        String details = String.join("", lines);
        if (!well) {
            return HttpAnswer.text(SERVICE_UNAVAILABLE, details);
        }
        return HttpAnswer.text(OK, verbose ? details + "ok\n" : "ok\n");
    }

    private HttpAnswer page() {
        return new HttpAnswer(OK, "text/plain; version=0.0.4; charset=utf-8", metrics.get());
    }

    private static HttpAnswer failed(Throwable failure) {
        return HttpAnswer.text(SERVICE_UNAVAILABLE, failure.getMessage() + "\n");
    }

    private static HttpAnswer version() {
        return HttpAnswer.json(
                OK,
                "{\"etcdserver\":\"%s\",\"etcdcluster\":\"%s\",\"storage\":\"%s\"}"
                        .formatted(
                                Release.ETCD_VERSION,
                                Release.ETCD_MINOR_VERSION,
                                Release.ETCD_MINOR_VERSION));
    }

    private static CompletableFuture<HttpAnswer> done(HttpAnswer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
