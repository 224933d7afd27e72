package io.leme.store.config;

import java.util.Arrays;
import java.util.Optional;

/// Flags of etcd's server that this store does not act on. With the value that means "off" they are
/// taken in silence. Any other value is either noticed, where nothing that somebody relies on is
/// lost, or refused, where it would be.
enum ForeignFlag {
    WAL_DIR("wal-dir", "", Treatment.REFUSE, "the log lives in the data directory"),
    INITIAL_ELECTION_TICK_ADVANCE("initial-election-tick-advance", "true", Treatment.NOTICE),
    PRE_VOTE("pre-vote", "true", Treatment.NOTICE, "elections always begin with a pre-vote"),
    MAX_WALS("max-wals", "5", Treatment.NOTICE, "the log is purged by its own rule"),
    MAX_SNAPSHOTS("max-snapshots", "5", Treatment.NOTICE, "the live state is the snapshot"),
    BACKEND_BATCH_INTERVAL("backend-batch-interval", "0", Treatment.NOTICE),
    BACKEND_BATCH_LIMIT("backend-batch-limit", "0", Treatment.NOTICE),
    BBOLT_FREELIST("backend-bbolt-freelist-type", "map", Treatment.NOTICE),
    BOOTSTRAP_DEFRAG("bootstrap-defrag-threshold-megabytes", "0", Treatment.NOTICE),
    COMPACTION_BATCH_LIMIT("compaction-batch-limit", "1000", Treatment.NOTICE),
    COMPACTION_SLEEP_INTERVAL("compaction-sleep-interval", "10ms", Treatment.NOTICE),
    MEMORY_MLOCK("memory-mlock", "false", Switch.YES, Treatment.NOTICE, "nothing is mapped"),
    UNSAFE_NO_FSYNC(
            "unsafe-no-fsync",
            "false",
            Switch.YES,
            Treatment.REFUSE,
            "what is answered is on disk first"),
    RAFT_READ_TIMEOUT("raft-read-timeout", "5s", Treatment.NOTICE),
    RAFT_WRITE_TIMEOUT("raft-write-timeout", "5s", Treatment.NOTICE),
    SOCKET_REUSE_PORT(
            "socket-reuse-port",
            "false",
            Switch.YES,
            Treatment.REFUSE,
            "a port belongs to one process"),
    SOCKET_REUSE_ADDRESS(
            "socket-reuse-address",
            "false",
            Switch.YES,
            Treatment.REFUSE,
            "a port belongs to one process"),
    LISTEN_CLIENT_HTTP_URLS(
            "listen-client-http-urls", "", Treatment.REFUSE, "HTTP is on the client port"),
    FORCE_NEW_CLUSTER(
            "force-new-cluster",
            "false",
            Switch.YES,
            Treatment.REFUSE,
            "leme snapshot restore begins a new cluster"),
    DISCOVERY("discovery", "", Treatment.REFUSE, Discovery.NONE),
    DISCOVERY_TOKEN("discovery-token", "", Treatment.REFUSE, Discovery.NONE),
    DISCOVERY_ENDPOINTS("discovery-endpoints", "", Treatment.REFUSE, Discovery.NONE),
    DISCOVERY_SRV("discovery-srv", "", Treatment.REFUSE, Discovery.NONE),
    DISCOVERY_SRV_NAME("discovery-srv-name", "", Treatment.REFUSE, Discovery.NONE),
    DISCOVERY_CACERT("discovery-cacert", "", Treatment.NOTICE, Discovery.NONE),
    DISCOVERY_CERT("discovery-cert", "", Treatment.NOTICE, Discovery.NONE),
    DISCOVERY_KEY("discovery-key", "", Treatment.NOTICE, Discovery.NONE),
    DISCOVERY_USER("discovery-user", "", Treatment.NOTICE, Discovery.NONE),
    DISCOVERY_PASSWORD("discovery-password", "", Treatment.NOTICE, Discovery.NONE),
    DISCOVERY_INSECURE_TRANSPORT(
            "discovery-insecure-transport", "true", Switch.YES, Treatment.NOTICE, Discovery.NONE),
    DISCOVERY_INSECURE_SKIP_TLS_VERIFY(
            "discovery-insecure-skip-tls-verify",
            "false",
            Switch.YES,
            Treatment.NOTICE,
            Discovery.NONE),
    DISCOVERY_DIAL_TIMEOUT("discovery-dial-timeout", "2s", Treatment.NOTICE, Discovery.NONE),
    DISCOVERY_REQUEST_TIMEOUT("discovery-request-timeout", "5s", Treatment.NOTICE, Discovery.NONE),
    DISCOVERY_KEEPALIVE_TIME("discovery-keepalive-time", "2s", Treatment.NOTICE, Discovery.NONE),
    DISCOVERY_KEEPALIVE_TIMEOUT(
            "discovery-keepalive-timeout", "6s", Treatment.NOTICE, Discovery.NONE),
    DISCOVERY_FALLBACK("discovery-fallback", "exit", Treatment.NOTICE),
    DISCOVERY_PROXY("discovery-proxy", "", Treatment.NOTICE),
    ENABLE_V2("enable-v2", "false", Switch.YES, Treatment.REFUSE, "there is no v2 API"),
    V2_DEPRECATION("v2-deprecation", "write-only", Treatment.NOTICE, "there is no v2 API"),
    PROXY("proxy", "off", Treatment.REFUSE, "there is no proxy"),
    CLIENT_CERT_FILE("client-cert-file", "", Treatment.NOTICE),
    CLIENT_KEY_FILE("client-key-file", "", Treatment.NOTICE),
    AUTO_TLS("auto-tls", "false", Switch.YES, Treatment.REFUSE, "no certificates are made"),
    PEER_CLIENT_CERT_FILE(
            "peer-client-cert-file", "", Treatment.REFUSE, "peers show --peer-cert-file"),
    PEER_CLIENT_KEY_FILE(
            "peer-client-key-file", "", Treatment.REFUSE, "peers show --peer-cert-file"),
    PEER_AUTO_TLS(
            "peer-auto-tls", "false", Switch.YES, Treatment.REFUSE, "no certificates are made"),
    PEER_SKIP_SAN(
            "peer-skip-client-san-verification",
            "false",
            Switch.YES,
            Treatment.NOTICE,
            "where a peer calls from is not compared with its certificate"),
    SELF_SIGNED_CERT_VALIDITY("self-signed-cert-validity", "1", Treatment.NOTICE),
    CORS("cors", "*", Treatment.REFUSE, "every origin is answered"),
    HOST_WHITELIST("host-whitelist", "*", Treatment.REFUSE, "every name of a host is answered"),
    LOGGER("logger", "zap", Treatment.NOTICE),
    LOG_OUTPUTS("log-outputs", "default", Treatment.NOTICE, "the log goes to standard output"),
    LOG_PACKAGE_LEVELS("log-package-levels", "", Treatment.NOTICE, "--log-level is for all"),
    DEBUG("debug", "false", Switch.YES, Treatment.NOTICE, "--log-level=debug says it"),
    ENABLE_LOG_ROTATION(
            "enable-log-rotation",
            "false",
            Switch.YES,
            Treatment.REFUSE,
            "the log goes to standard output"),
    LOG_ROTATION("log-rotation-config-json", "", Treatment.NOTICE, "the log is not rotated"),
    ENABLE_PPROF("enable-pprof", "false", Switch.YES, Treatment.NOTICE, "this is no Go program"),
    WARNING_APPLY_DURATION("warning-apply-duration", "100ms", Treatment.NOTICE),
    CORRUPT_CHECK_TIME("corrupt-check-time", "0s", Treatment.NOTICE, "compare HashKV of members"),
    COMPACT_HASH_CHECK_TIME("compact-hash-check-time", "1m", Treatment.NOTICE),
    COMPACT_HASH_CHECK(
            "compact-hash-check-enabled",
            "false",
            Switch.YES,
            Treatment.NOTICE,
            "compare HashKV of members"),
    INITIAL_CORRUPT_CHECK(
            "initial-corrupt-check",
            "false",
            Switch.YES,
            Treatment.NOTICE,
            "blocks of data carry checksums that every read verifies"),
    DOWNGRADE_CHECK_TIME("downgrade-check-time", "5s", Treatment.NOTICE),
    FEATURE_GATES("feature-gates", "", Treatment.NOTICE, "there are no such gates here"),
    LEASE_CHECKPOINT("enable-lease-checkpoint", "false", Switch.YES, Treatment.NOTICE),
    LEASE_CHECKPOINT_PERSIST(
            "enable-lease-checkpoint-persist", "false", Switch.YES, Treatment.NOTICE),
    SHARED_BUFFER("txn-mode-write-with-shared-buffer", "true", Switch.YES, Treatment.NOTICE),
    STOP_ON_DEFRAG("stop-grpc-service-on-defrag", "false", Switch.YES, Treatment.NOTICE),
    SET_MEMBER_LOCALADDR("set-member-localaddr", "false", Switch.YES, Treatment.NOTICE);

    /// What becomes of a value that asks for something.
    enum Treatment {
        NOTICE,
        REFUSE
    }

    /// Why there is no discovery.
    private static final class Discovery {
        private static final String NONE = "name the members in --initial-cluster";

        private Discovery() {}
    }

    private enum Switch {
        YES,
        NO
    }

    private static final String EXPERIMENTAL = "experimental-";

    private final String spelling;
    private final String harmless;
    private final Switch standsAlone;
    private final Treatment treatment;
    private final String reason;

    ForeignFlag(String spelling, String harmless, Treatment treatment) {
        this(spelling, harmless, Switch.NO, treatment, "");
    }

    ForeignFlag(String spelling, String harmless, Treatment treatment, String reason) {
        this(spelling, harmless, Switch.NO, treatment, reason);
    }

    ForeignFlag(String spelling, String harmless, Switch standsAlone, Treatment treatment) {
        this(spelling, harmless, standsAlone, treatment, "");
    }

    ForeignFlag(
            String spelling,
            String harmless,
            Switch standsAlone,
            Treatment treatment,
            String reason) {
        this.spelling = spelling;
        this.harmless = harmless;
        this.standsAlone = standsAlone;
        this.treatment = treatment;
        this.reason = reason;
    }

    boolean isSwitch() {
        return standsAlone == Switch.YES;
    }

    String spelling() {
        return spelling;
    }

    Treatment treatment() {
        return treatment;
    }

    /// Why, where that is not plain; else empty.
    String reason() {
        return reason;
    }

    /// True for a value that asks for nothing but what happens anyway.
    boolean isHarmless(String value) {
        return value.isEmpty() || value.equals(harmless);
    }

    /// A line for the log or the list of problems.
    String text(String value) {
        String what =
                switch (treatment) {
                    case NOTICE -> " has no effect";
                    case REFUSE -> " is not supported";
                };
        return "--" + spelling + "=" + value + what + (reason.isEmpty() ? "" : ": " + reason);
    }

    /// The flag of a name without its leading dashes, also under its experimental name.
    static Optional<ForeignFlag> of(String name) {
        String known = name.startsWith(EXPERIMENTAL) ? name.substring(EXPERIMENTAL.length()) : name;
        return Arrays.stream(values()).filter(flag -> flag.spelling.equals(known)).findFirst();
    }

    /// The flag of an environment variable.
    static Optional<ForeignFlag> ofVariable(String variable) {
        return of(Flag.nameOf(variable));
    }
}
