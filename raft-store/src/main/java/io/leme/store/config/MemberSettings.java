package io.leme.store.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What is this member's own.
///
/// `watchProgressInterval` is at least 100 ms. When `writerIdentity` is set, only a client whose
/// certificate has that common name may change anything.
public record MemberSettings(
        long id,
        String name,
        Path dataDirectory,
        Urls urls,
        Security security,
        Duration watchProgressInterval,
        Reports reports,
        LogRetention retention,
        Connections connections,
        Logins logins,
        Upkeep upkeep,
        Growth growth) {

    MemberSettings withId(long other) {
        return new MemberSettings(
                other,
                name,
                dataDirectory,
                urls,
                security,
                watchProgressInterval,
                reports,
                retention,
                connections,
                logins,
                upkeep,
                growth);
    }

    /// How members are added: whether a change that would endanger the quorum is refused, and how
    /// many learners there may be.
    public record Growth(boolean strict, int maxLearners) {}

    /// Where this member listens and how others reach it.
    public record Urls(
            List<URI> listenClient,
            List<URI> listenMetrics,
            List<URI> advertiseClient,
            URI listenPeer,
            List<URI> peer) {
        public Urls {
            listenMetrics = List.copyOf(listenMetrics);
            listenClient = List.copyOf(listenClient);
            advertiseClient = List.copyOf(advertiseClient);
            peer = List.copyOf(peer);
        }
    }

    /// Who is let in. With `certificatesNameUsers` the common name of a client's certificate is its
    /// user, unless it shows a token.
    public record Security(
            Optional<TlsSettings> client,
            Optional<TlsSettings> peer,
            Optional<String> writerIdentity,
            boolean certificatesNameUsers) {
        public static final Security NONE =
                new Security(Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /// How much of the log is kept: entries between two flushes of the state, and entries kept
    /// behind the last one.
    public record LogRetention(int snapshotCount, int catchUpEntries) {}

    /// What one connection of a client may do, and how its end is noticed.
    ///
    /// @param maxStreams most calls at a time
    /// @param shortestPing clients that ping more often are sent away
    /// @param pingAfter silence after which the client is pinged
    /// @param pingTimeout wait for the answer
    /// @param jsonGateway whether RPCs are served as JSON too
    /// @param slowCall time after which an answer is late enough for a line in the log
    public record Connections(
            int maxStreams,
            Duration shortestPing,
            Duration pingAfter,
            Duration pingTimeout,
            boolean jsonGateway,
            Duration slowCall) {}

    /// How much work a password's hash is, how long a remembered token lives without use, and what
    /// tokens are.
    public record Logins(int bcryptCost, Duration tokenTtl, LoginTokens tokens) {}

    /// What keeps the state from growing. `quotaBytes` is negative when there is no quota; with
    /// `autoDisarm` the alarm about it ends by itself when there is space again.
    public record Upkeep(long quotaBytes, AutoCompaction compaction, boolean autoDisarm) {}

    /// What this member tells about itself: how much is logged, how it is written, whether its
    /// metrics have the time of every call, and who collects traces of calls.
    public record Reports(
            LogLevel logLevel, LogForm logForm, boolean timesCalls, Optional<Tracing> tracing) {}

    /// Where traces of calls go.
    ///
    /// @param address host and port of the collector
    /// @param samplesPerMillion how many of the calls are told of whose clients trace nothing
    public record Tracing(
            String address,
            String serviceName,
            Optional<String> instanceId,
            int samplesPerMillion) {}

    /// How a line of the log is written.
    public enum LogForm {
        TEXT,
        JSON
    }

    /// How much is logged.
    public enum LogLevel {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }
}
