package io.leme.store.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Every flag that the store takes, with etcd's name and default.
enum Flag {
    CONFIG_FILE("config-file", "", "YAML file with all settings; other flags do not count then."),
    NAME("name", "default", "Human-readable name of this member."),
    DATA_DIR("data-dir", "", "Directory of this member's data (default: '${name}.etcd')."),
    LISTEN_CLIENT_URLS(
            "listen-client-urls", "http://localhost:2379", "URLs to listen on for clients."),
    ADVERTISE_CLIENT_URLS(
            "advertise-client-urls", "http://localhost:2379", "Client URLs told to the cluster."),
    LISTEN_PEER_URLS("listen-peer-urls", "http://localhost:2380", "URL to listen on for peers."),
    INITIAL_ADVERTISE_PEER_URLS(
            "initial-advertise-peer-urls", "http://localhost:2380", "Peer URLs of this member."),
    INITIAL_CLUSTER(
            "initial-cluster", "", "Members at bootstrap, as name=URL,... (default: this one)."),
    INITIAL_CLUSTER_STATE("initial-cluster-state", "new", "'new' or 'existing'."),
    INITIAL_CLUSTER_TOKEN("initial-cluster-token", "etcd-cluster", "Token of the cluster."),
    HEARTBEAT_INTERVAL("heartbeat-interval", "100", "Milliseconds between heartbeats."),
    ELECTION_TIMEOUT("election-timeout", "1000", "Milliseconds until an election starts."),
    MAX_TXN_OPS("max-txn-ops", "128", "Most operations in a transaction."),
    MAX_REQUEST_BYTES("max-request-bytes", "1572864", "Largest request of a client in bytes."),
    CERT_FILE("cert-file", "", "Certificate of the client port."),
    KEY_FILE("key-file", "", "Private key of the client port."),
    TRUSTED_CA_FILE("trusted-ca-file", "", "CA that client certificates must come from."),
    CLIENT_CERT_AUTH("client-cert-auth", "false", "Ask clients for a certificate.", Shape.SWITCH),
    PEER_CERT_FILE("peer-cert-file", "", "Certificate of the peer port."),
    PEER_KEY_FILE("peer-key-file", "", "Private key of the peer port."),
    PEER_TRUSTED_CA_FILE("peer-trusted-ca-file", "", "CA that peer certificates must come from."),
    PEER_CLIENT_CERT_AUTH(
            "peer-client-cert-auth", "false", "Ask peers for a certificate.", Shape.SWITCH),
    CLIENT_CRL_FILE("client-crl-file", "", "List of client certificates that are revoked."),
    CLIENT_CERT_ALLOWED_HOSTNAME(
            "client-cert-allowed-hostname", "", "Name that client certificates must be for."),
    PEER_CRL_FILE("peer-crl-file", "", "List of peer certificates that are revoked."),
    PEER_CERT_ALLOWED_CN(
            "peer-cert-allowed-cn", "", "Common name that peer certificates must have."),
    PEER_CERT_ALLOWED_HOSTNAME(
            "peer-cert-allowed-hostname", "", "Name that peer certificates must be for."),
    CIPHER_SUITES("cipher-suites", "", "Cipher suites of TLS 1.2, with commas between them."),
    TLS_MIN_VERSION("tls-min-version", "TLS1.2", "Lowest version of TLS: TLS1.2 or TLS1.3."),
    TLS_MAX_VERSION("tls-max-version", "", "Highest version of TLS: TLS1.2 or TLS1.3."),
    LISTEN_METRICS_URLS(
            "listen-metrics-urls", "", "URLs for metrics and health, without certificates."),
    SNAPSHOT_COUNT("snapshot-count", "10000", "Entries after which the state is made durable."),
    SNAPSHOT_CATCHUP_ENTRIES(
            "snapshot-catchup-entries", "5000", "Entries kept for members that fell behind."),
    MAX_CONCURRENT_STREAMS(
            "max-concurrent-streams", "4294967295", "Most calls of one connection at a time."),
    GRPC_KEEPALIVE_MIN_TIME(
            "grpc-keepalive-min-time", "5s", "Shortest time between pings of a client."),
    GRPC_KEEPALIVE_INTERVAL(
            "grpc-keepalive-interval", "2h", "Silence after which a client is pinged."),
    GRPC_KEEPALIVE_TIMEOUT("grpc-keepalive-timeout", "20s", "Wait for the answer to a ping."),
    STRICT_RECONFIG_CHECK(
            "strict-reconfig-check",
            "true",
            "Refuse changes of members that endanger the quorum.",
            Shape.SWITCH),
    MAX_LEARNERS("max-learners", "1", "Most learners at a time."),
    ENABLE_GRPC_GATEWAY(
            "enable-grpc-gateway", "true", "Serve RPCs as JSON under /v3/.", Shape.SWITCH),
    QUOTA_BACKEND_BYTES(
            "quota-backend-bytes", "0", "Most bytes of state; no limit unless positive."),
    AUTO_DISARM("auto-disarm", "false", "End the alarm NOSPACE when there is space.", Shape.SWITCH),
    AUTO_COMPACTION_MODE("auto-compaction-mode", "periodic", "'periodic' or 'revision'."),
    AUTO_COMPACTION_RETENTION(
            "auto-compaction-retention", "0", "History to keep: hours, time or revisions; 0 all."),
    AUTH_TOKEN(
            "auth-token",
            "simple",
            "'simple', or 'jwt,pub-key=FILE,priv-key=FILE,sign-method=RS256,ttl=5m'."),
    BCRYPT_COST("bcrypt-cost", "10", "Cost of a password's hash, 4 to 31."),
    AUTH_TOKEN_TTL("auth-token-ttl", "300", "Seconds that an unused token lives."),
    WATCH_PROGRESS_NOTIFY_INTERVAL(
            "watch-progress-notify-interval", "10m", "Time between progress notifications."),
    WARNING_UNARY_REQUEST_DURATION(
            "warning-unary-request-duration", "300ms", "Log calls that take longer."),
    METRICS("metrics", "basic", "'basic', or 'extensive' for the time of every call too."),
    LOG_LEVEL("log-level", "info", "debug, info, warn or error."),
    LOG_FORMAT("log-format", "console", "'console' for lines of text, or 'json'."),
    ENABLE_DISTRIBUTED_TRACING(
            "enable-distributed-tracing",
            "false",
            "Send traces of calls to a collector, as OTLP over gRPC.",
            Shape.SWITCH),
    DISTRIBUTED_TRACING_ADDRESS(
            "distributed-tracing-address", "localhost:4317", "The collector, as host:port."),
    DISTRIBUTED_TRACING_SERVICE_NAME(
            "distributed-tracing-service-name", "etcd", "Name of the service in traces."),
    DISTRIBUTED_TRACING_INSTANCE_ID(
            "distributed-tracing-instance-id",
            "",
            "Id of this member in traces; none unless given."),
    DISTRIBUTED_TRACING_SAMPLING_RATE(
            "distributed-tracing-sampling-rate",
            "0",
            "Traces of a million that begin here; what a client traces is always told."),
    WRITER_IDENTITY(
            "writer-identity", "", "Common name of the only client certificate that may write.");

    /// A switch may stand without a value; a value always comes with `=`, as in Go.
    enum Shape {
        VALUE,
        SWITCH
    }

    private static final String EXPERIMENTAL = "experimental-";
    private static final String VARIABLE_PREFIX = "ETCD_";

    private final String spelling;
    private final String fallback;
    private final String help;
    private final Shape shape;

    Flag(String spelling, String fallback, String help) {
        this(spelling, fallback, help, Shape.VALUE);
    }

    Flag(String spelling, String fallback, String help, Shape shape) {
        this.spelling = spelling;
        this.fallback = fallback;
        this.help = help;
        this.shape = shape;
    }

    String spelling() {
        return spelling;
    }

    /// The value when nothing is given.
    String fallback() {
        return fallback;
    }

    String help() {
        return help;
    }

    boolean isSwitch() {
        return shape == Shape.SWITCH;
    }

    /// The environment variable of this flag: `ETCD_` and the name in capitals.
    String variable() {
        return variableOf(spelling);
    }

    /// The flag of a name without its leading dashes, also under its experimental name.
    static Optional<Flag> of(String name) {
        String known = name.startsWith(EXPERIMENTAL) ? name.substring(EXPERIMENTAL.length()) : name;
        return Arrays.stream(values()).filter(flag -> flag.spelling.equals(known)).findFirst();
    }

    /// The flag of an environment variable.
    static Optional<Flag> ofVariable(String variable) {
        return of(nameOf(variable));
    }

    /// The name that an environment variable stands for.
    static String nameOf(String variable) {
        return variable.substring(VARIABLE_PREFIX.length())
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }

    private static String variableOf(String name) {
        return VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
