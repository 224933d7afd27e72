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
        LogLevel logLevel) {

    /// Where this member listens and how others reach it.
    public record Urls(
            List<URI> listenClient, List<URI> advertiseClient, URI listenPeer, List<URI> peer) {
        public Urls {
            listenClient = List.copyOf(listenClient);
            advertiseClient = List.copyOf(advertiseClient);
            peer = List.copyOf(peer);
        }
    }

    /// Who is let in.
    public record Security(
            Optional<TlsSettings> client,
            Optional<TlsSettings> peer,
            Optional<String> writerIdentity) {
        public static final Security NONE =
                new Security(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// How much is logged.
    public enum LogLevel {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }
}
