package io.leme.store.config;

import java.util.List;
import java.util.Map;

/// All settings of a member, consistent with each other.
///
/// `existing` means that the member joins a cluster that already runs (etcd's
/// `--initial-cluster-state existing`). `warnings` are lines for the log.
public record StoreSettings(
        ClusterSettings cluster, MemberSettings member, boolean existing, List<String> warnings) {
    public StoreSettings {
        warnings = List.copyOf(warnings);
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
