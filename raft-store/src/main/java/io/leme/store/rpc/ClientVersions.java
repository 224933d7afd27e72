package io.leme.store.rpc;

import io.grpc.Metadata;
import io.leme.store.telemetry.Labels;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts calls by the version that their clients say they have (etcd: `client_requests_total`).
/// Only so many versions are told apart, since a client may say anything.
///
/// Threads: any.
final class ClientVersions {
    private static final Metadata.Key<String> VERSION =
            Metadata.Key.of("client-api-version", Metadata.ASCII_STRING_MARSHALLER);

    private static final String UNKNOWN = "unknown";
    private static final String OTHER = "other";
    private static final int MOST_VERSIONS = 50;

    private final Map<String, LongAdder> unary = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> streams = new ConcurrentHashMap<>();

    void count(boolean isUnary, Metadata metadata) {
        String said = metadata.get(VERSION);
        count(isUnary ? unary : streams, said == null ? UNKNOWN : said);
    }

    private static void count(Map<String, LongAdder> counts, String version) {
        LongAdder known = counts.get(version);
        if (known == null) {
            String kept = counts.size() < MOST_VERSIONS ? version : OTHER;
            known = counts.computeIfAbsent(kept, fresh -> new LongAdder());
        }
        known.increment();
    }

    Map<Labels, Double> totals() {
        Map<Labels, Double> totals = new HashMap<>();
        addTo(totals, "unary", unary);
        addTo(totals, "stream", streams);
        return totals;
    }

    private static void addTo(
            Map<Labels, Double> totals, String type, Map<String, LongAdder> counts) {
        counts.forEach((version, count) ->
                totals.put(
                        Labels.of("type", type).and("client_api_version", version),
                        (double) count.sum()));
    }
}
