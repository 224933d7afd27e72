package io.leme.store.judge.etcdctl;

import io.leme.store.TestCertificates;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Program;
import io.leme.store.judge.process.Transport;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What kind of cluster the scripts run against.
///
/// @param members how many, 1 or 3
/// @param encrypted whether both ports speak TLS and ask for certificates
/// @param guarded whether authentication is on while the scripts run
record Setting(int members, boolean encrypted, boolean guarded) {
    private static final boolean ALL = Boolean.getBoolean("leme.etcdctl.all");

    /// The plainest and the fullest; all eight with `-Dleme.etcdctl.all=true`.
    static List<Setting> chosen() {
        return ALL
                ? Stream.of(1, 3).flatMap(Setting::ofSize).toList()
                : List.of(new Setting(1, false, false), new Setting(3, true, true));
    }

    private static Stream<Setting> ofSize(int members) {
        return Stream.of(false, true)
                .flatMap(encrypted ->
                        Stream.of(false, true)
                                .map(guarded -> new Setting(members, encrypted, guarded)));
    }

    /// The scripts in the order in which they run. Those that are long run once in the usual two
    /// settings. The last two leave authentication off.
    List<String> scripts() {
        return Stream.of(
                        "alarms",
                        ALL || !guarded ? "keys" : "",
                        "hashes",
                        ALL || !guarded ? "transactions" : "",
                        ALL || !guarded ? "watches" : "",
                        "leases",
                        "locks",
                        "cluster",
                        "maintenance",
                        "members",
                        members > 1 ? "voters" : "",
                        ALL || guarded ? "auth" : "",
                        ALL || !guarded ? "permissions" : "")
                .filter(script -> !script.isEmpty())
                .toList();
    }

    /// @param directory where certificates are put, if any are needed
    Transport transport(Path directory) {
        if (!encrypted) {
            return new Transport.Plaintext();
        }
        var certificates = new TestCertificates(directory);
        var identity = certificates.issue("client");
        return new Transport.Tls(certificates.authority(), identity.certificate(), identity.key());
    }

    /// Passwords are cheap to check, as every command of a guarded cluster logs in.
    ClusterPlan plan(Program program, Transport transport) {
        return ClusterPlan.of(program, members)
                .withTransport(transport)
                .withFlags("--bcrypt-cost=4");
    }

    @Override
    public String toString() {
        return "%d members, %s, authentication %s"
                .formatted(members, encrypted ? "TLS" : "plaintext", guarded ? "on" : "off");
    }
}
