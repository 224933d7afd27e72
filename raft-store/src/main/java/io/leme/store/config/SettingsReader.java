package io.leme.store.config;

import static io.leme.store.config.Flag.ADVERTISE_CLIENT_URLS;
import static io.leme.store.config.Flag.ELECTION_TIMEOUT;
import static io.leme.store.config.Flag.HEARTBEAT_INTERVAL;
import static io.leme.store.config.Flag.INITIAL_ADVERTISE_PEER_URLS;
import static io.leme.store.config.Flag.INITIAL_CLUSTER;
import static io.leme.store.config.Flag.INITIAL_CLUSTER_STATE;
import static io.leme.store.config.Flag.INITIAL_CLUSTER_TOKEN;
import static io.leme.store.config.Flag.LISTEN_CLIENT_URLS;
import static io.leme.store.config.Flag.LISTEN_PEER_URLS;
import static io.leme.store.config.Flag.SNAPSHOT_CATCHUP_ENTRIES;
import static io.leme.store.config.Flag.WATCH_PROGRESS_NOTIFY_INTERVAL;
import static io.leme.store.config.Flag.WRITER_IDENTITY;

import io.leme.store.config.ClusterSettings.MemberAddress;
import io.leme.store.config.MemberSettings.Connections;
import io.leme.store.config.MemberSettings.Growth;
import io.leme.store.config.MemberSettings.LogRetention;
import io.leme.store.config.MemberSettings.Logins;
import io.leme.store.config.MemberSettings.Reports;
import io.leme.store.config.MemberSettings.Security;
import io.leme.store.config.MemberSettings.Upkeep;
import io.leme.store.config.MemberSettings.Urls;
import io.leme.store.config.StoreSettings.Request;
import io.leme.store.config.TlsSettings.Offer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Builds settings out of a command line and checks that they fit together.
final class SettingsReader {
    private static final int LONGEST_ELECTION_TIMEOUT_MS = 50_000;
    private static final Duration SHORTEST_PROGRESS_INTERVAL = Duration.ofMillis(100);

    private final List<String> problems = new ArrayList<>();
    private final CommandLine line;
    private final Values values;

    private SettingsReader(List<String> arguments, Map<String, String> environment) {
        this.line = CommandLine.read(arguments, environment, problems);
        this.values = new Values(line, problems);
    }

    static Request read(List<String> arguments, Map<String, String> environment) {
        SettingsReader reader = new SettingsReader(arguments, environment);
        if (reader.line.help()) {
            return new Request.Print(HelpText.of(Flag.values()));
        }
        if (reader.line.version()) {
            return new Request.Print(Release.describe());
        }
        return new Request.Start(reader.settings());
    }

    private StoreSettings settings() {
        String name = values.text(Flag.NAME);
        Urls urls = urls();
        Map<String, List<URI>> named = initialCluster(name);
        checkOwnEntry(name, named, urls.peer());
        boolean existing = isExisting();
        Security security = security(urls);
        Duration progress = progressInterval();
        Reports reports = new ReportFlags(values, problems).reports();
        Duration heartbeat = Duration.ofMillis(values.positive(HEARTBEAT_INTERVAL));
        Duration election = electionTimeout(heartbeat);
        int maxTxnOps = values.positive(Flag.MAX_TXN_OPS);
        int maxRequestBytes = values.positive(Flag.MAX_REQUEST_BYTES);
        LogRetention retention = retention();
        Connections connections = connections();
        UpkeepFlags upkeep = new UpkeepFlags(line, values, problems);
        Logins logins = upkeep.logins();
        Upkeep kept = upkeep.upkeep();
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }

        String token = values.text(INITIAL_CLUSTER_TOKEN);
        ClusterSettings cluster =
                new ClusterSettings(
                        token,
                        addresses(named, token),
                        heartbeat,
                        election,
                        maxTxnOps,
                        maxRequestBytes,
                        OptionalLong.empty());
        long id = Identities.memberId(named.getOrDefault(name, urls.peer()), token);
        Path directory = values.path(Flag.DATA_DIR).orElse(Path.of(name + ".etcd"));
        MemberSettings member =
                new MemberSettings(
                        id,
                        name,
                        directory,
                        urls,
                        security,
                        progress,
                        reports,
                        retention,
                        connections,
                        logins,
                        kept,
                        new Growth(
                                values.isOn(Flag.STRICT_RECONFIG_CHECK),
                                values.positive(Flag.MAX_LEARNERS)));
        return new StoreSettings(cluster, member, existing, false, line.warnings());
    }

    private Urls urls() {
        if (line.given(LISTEN_CLIENT_URLS).isPresent()
                && line.given(ADVERTISE_CLIENT_URLS).isEmpty()) {
            problems.add(
                    "--advertise-client-urls is required when --listen-client-urls is set"
                            + " explicitly");
        }
        List<URI> listenPeer = values.urls(LISTEN_PEER_URLS);
        if (listenPeer.size() > 1) {
            problems.add(
                    "--listen-peer-urls: one URL is supported, "
                            + listenPeer.size()
                            + " are given");
        }
        return new Urls(
                values.urls(LISTEN_CLIENT_URLS),
                listenMetrics(),
                values.urls(ADVERTISE_CLIENT_URLS),
                listenPeer.isEmpty()
                        ? URI.create(LISTEN_PEER_URLS.fallback())
                        : listenPeer.getFirst(),
                values.urls(INITIAL_ADVERTISE_PEER_URLS));
    }

    /// In the clear only: what is told there needs no certificate.
    private List<URI> listenMetrics() {
        if (line.given(Flag.LISTEN_METRICS_URLS).isEmpty()) {
            return List.of();
        }
        List<URI> urls = values.urls(Flag.LISTEN_METRICS_URLS);
        if (urls.stream().anyMatch(url -> "https".equals(url.getScheme()))) {
            problems.add("--listen-metrics-urls: https is not supported: " + urls);
        }
        return urls;
    }

    /// 0 stands for etcd's default. The state is made durable every 10 entries at most.
    private LogRetention retention() {
        long count = values.natural(Flag.SNAPSHOT_COUNT);
        long wanted = count == 0 ? Long.parseLong(Flag.SNAPSHOT_COUNT.fallback()) : count;
        return new LogRetention(
                Math.clamp(wanted, 10, Integer.MAX_VALUE),
                (int) Math.min(values.natural(SNAPSHOT_CATCHUP_ENTRIES), Integer.MAX_VALUE));
    }

    private Connections connections() {
        long streams = values.natural(Flag.MAX_CONCURRENT_STREAMS);
        return new Connections(
                Math.clamp(streams, 1, Integer.MAX_VALUE),
                values.duration(Flag.GRPC_KEEPALIVE_MIN_TIME),
                values.duration(Flag.GRPC_KEEPALIVE_INTERVAL),
                values.duration(Flag.GRPC_KEEPALIVE_TIMEOUT),
                values.isOn(Flag.ENABLE_GRPC_GATEWAY),
                values.duration(Flag.WARNING_UNARY_REQUEST_DURATION));
    }

    /// Without `--initial-cluster` the cluster is this member alone.
    private Map<String, List<URI>> initialCluster(String name) {
        Optional<String> given = line.given(INITIAL_CLUSTER);
        if (given.isEmpty()) {
            return Map.of(name, values.urls(INITIAL_ADVERTISE_PEER_URLS));
        }
        return values.namedUrls(INITIAL_CLUSTER, given.get());
    }

    private void checkOwnEntry(String name, Map<String, List<URI>> named, List<URI> own) {
        List<URI> listed = named.get(name);
        if (listed == null) {
            problems.add(
                    "couldn't find local name \""
                            + name
                            + "\" in the initial cluster configuration");
        } else if (!listed.stream().sorted().toList().equals(own.stream().sorted().toList())) {
            problems.add(
                    "--initial-cluster has "
                            + name
                            + "="
                            + listed
                            + " but --initial-advertise-peer-urls is "
                            + own);
        }
    }

    private List<MemberAddress> addresses(Map<String, List<URI>> named, String token) {
        return named.entrySet().stream()
                .map(entry ->
                        new MemberAddress(
                                Identities.memberId(entry.getValue(), token),
                                entry.getKey(),
                                entry.getValue()))
                .sorted(Comparator.comparing(MemberAddress::id, Long::compareUnsigned))
                .toList();
    }

    private boolean isExisting() {
        return switch (values.text(INITIAL_CLUSTER_STATE)) {
            case "new" -> false;
            case "existing" -> true;
            default -> {
                problems.add(
                        "--initial-cluster-state: '"
                                + values.text(INITIAL_CLUSTER_STATE)
                                + "' is neither 'new' nor 'existing'");
                yield false;
            }
        };
    }

    private Security security(Urls urls) {
        Offer offer = new TlsOffer(line, problems).offer();
        TlsFlags client = new TlsFlags(values, problems, "", offer);
        TlsFlags peer = new TlsFlags(values, problems, "peer-", offer);
        Optional<TlsSettings> clientTls = client.settings(urls.listenClient());
        Optional<String> writer = line.given(WRITER_IDENTITY);
        if (writer.isPresent()
                && (!client.isSecure(urls.listenClient())
                        || line.given(Flag.TRUSTED_CA_FILE).isEmpty())) {
            problems.add(
                    "--writer-identity needs client TLS with --trusted-ca-file,"
                            + " because writers are known by their certificate");
        }
        return new Security(
                clientTls,
                peer.settings(List.of(urls.listenPeer())),
                writer,
                values.isOn(Flag.CLIENT_CERT_AUTH));
    }

    private Duration electionTimeout(Duration heartbeat) {
        int election = values.positive(ELECTION_TIMEOUT);
        if (election > LONGEST_ELECTION_TIMEOUT_MS) {
            problems.add(
                    "--election-timeout["
                            + election
                            + "ms] is too long, and should be set"
                            + " less than "
                            + LONGEST_ELECTION_TIMEOUT_MS
                            + "ms");
        }
        if (election < 5 * heartbeat.toMillis()) {
            problems.add(
                    "--election-timeout["
                            + election
                            + "ms] should be at least as 5 times as"
                            + " --heartbeat-interval["
                            + heartbeat.toMillis()
                            + "ms]");
        }
        return Duration.ofMillis(election);
    }

    private Duration progressInterval() {
        Duration interval = values.duration(WATCH_PROGRESS_NOTIFY_INTERVAL);
        if (interval.compareTo(SHORTEST_PROGRESS_INTERVAL) < 0) {
            problems.add("--watch-progress-notify-interval: must be at least 100ms");
        }
        return interval;
    }
}
