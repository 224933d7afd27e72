package io.leme.client.config;

import java.time.Duration;

/// The client's clocks.
///
/// @param requestTimeout how long one request may take, all its attempts together; streams have no
///   end of their own
/// @param connectTimeout how long one attempt to connect may take
/// @param keepAliveTime silence after which a connection with requests on it is asked whether it is
///   still there; etcd refuses clients that ask more often than every 5 s
/// @param keepAliveTimeout how long the answer to that may take before the connection counts as
///   lost
public record Timing(
        Duration requestTimeout,
        Duration connectTimeout,
        Duration keepAliveTime,
        Duration keepAliveTimeout) {
    private static final Duration LEAST_KEEP_ALIVE = Duration.ofSeconds(5);

    public Timing {
        requirePositive("requestTimeout", requestTimeout);
        requirePositive("connectTimeout", connectTimeout);
        requirePositive("keepAliveTimeout", keepAliveTimeout);
        if (keepAliveTime.compareTo(LEAST_KEEP_ALIVE) < 0) {
            throw new IllegalArgumentException("keepAliveTime is below 5 s: " + keepAliveTime);
        }
    }

    /// 10 s for a request, 3 s to connect, asking after 10 s of silence and giving up 5 s later.
    public static Timing standard() {
        return new Timing(
                Duration.ofSeconds(10),
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5));
    }

    public Timing withRequestTimeout(Duration timeout) {
        return new Timing(timeout, connectTimeout, keepAliveTime, keepAliveTimeout);
    }

    public Timing withConnectTimeout(Duration timeout) {
        return new Timing(requestTimeout, timeout, keepAliveTime, keepAliveTimeout);
    }

    public Timing withKeepAlive(Duration time, Duration timeout) {
        return new Timing(requestTimeout, connectTimeout, time, timeout);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " is not positive: " + duration);
        }
    }
}
