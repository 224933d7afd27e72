package io.leme.store.config;

import io.leme.store.config.ClusterSettings.MemberAddress;
import java.util.List;
import java.util.Map;

/// All settings of a member, consistent with each other.
///
/// `existing` means that the member joins a cluster that already runs (etcd's
/// `--initial-cluster-state existing`), `added` that it is not one of those who founded it.
/// `warnings` are lines for the log.
public record StoreSettings(
        ClusterSettings cluster,
        MemberSettings member,
        boolean existing,
        boolean added,
        List<String> warnings) {
    public StoreSettings {
        warnings = List.copyOf(warnings);
    }

    /// The same for a member that was added to a running cluster and has learned from it who it is.
    ///
    /// @param known members of the cluster, this one among them
    public StoreSettings asAdded(long memberId, long clusterId, List<MemberAddress> known) {
        return new StoreSettings(
                cluster.knownAs(clusterId, known),
                member.withId(memberId),
                existing,
                true,
                warnings);
    }

    /// What a command line asks for.
    public sealed interface Request {
        record Start(StoreSettings settings) implements Request {}

        /// Print and end.
        record Print(String text) implements Request {}
    }

    /// Reads a command line and an environment.
    ///
    /// @throws ConfigException that names everything that is wrong
    public static Request parse(List<String> arguments, Map<String, String> environment) {
        return SettingsReader.read(arguments, environment);
    }
}
