package io.leme.bench;

import io.leme.bench.load.Keys;
import io.leme.bench.load.Pace;
import io.leme.bench.load.Phases;
import io.leme.bench.load.Target;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that all loads share.
final class LoadOptions {
    @Option(
            names = "--endpoints",
            split = ",",
            defaultValue = "http://127.0.0.1:2379",
            description = "client URLs, separated by commas (default: ${DEFAULT-VALUE})")
    private List<URI> endpoints = List.of();

    @Option(names = "--cacert", description = "CA certificate file, for https endpoints")
    private @Nullable Path trustedCa;

    @Option(names = "--cert", description = "client certificate file")
    private @Nullable Path certificate;

    @Option(names = "--key", description = "client key file")
    private @Nullable Path key;

    @Option(
            names = "--connections",
            defaultValue = "8",
            description = "HTTP/2 connections, dealt out over the endpoints (${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = "--in-flight",
            defaultValue = "256",
            description =
                    "requests under way at once; at most this many with --rate"
                            + " (${DEFAULT-VALUE})")
    private int inFlight;

    @Option(
            names = "--rate",
            defaultValue = "0",
            description =
                    "requests per second at even times, however slow the answers, with"
                            + " latency counted from the time each was due; 0: as fast as"
                            + " --in-flight allows")
    private double rate;

    @Option(
            names = "--keys",
            defaultValue = "100000",
            description = "size of the key space (${DEFAULT-VALUE})")
    private int keys;

    @Option(
            names = "--value-bytes",
            defaultValue = "256",
            description = "size of a value (${DEFAULT-VALUE})")
    private int valueBytes;

    @Option(
            names = "--prefix",
            defaultValue = "bench/",
            description = "what every key begins with (${DEFAULT-VALUE})")
    private String prefix = "";

    @Option(
            names = "--warm-up",
            defaultValue = "3",
            description = "seconds before the measurement (${DEFAULT-VALUE})")
    private double warmUpSeconds;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "length of the measurement (${DEFAULT-VALUE})")
    private double seconds;

    Target target() {
        Optional<Target.Tls> tls =
                Optional.ofNullable(trustedCa)
                        .map(ca ->
                                new Target.Tls(
                                        ca,
                                        Optional.ofNullable(certificate),
                                        Optional.ofNullable(key)));
        return new Target(endpoints, tls);
    }

    int connections() {
        return connections;
    }

    int valueBytes() {
        return valueBytes;
    }

    Keys keySpace() {
        return new Keys(prefix, keys, valueBytes);
    }

    Pace pace() {
        return rate > 0 ? new Pace.OpenLoop(rate, inFlight) : new Pace.ClosedLoop(inFlight);
    }

    Phases phases() {
        return new Phases(seconds(warmUpSeconds), seconds(seconds));
    }

    static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
