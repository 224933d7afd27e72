package io.leme.store;

import io.leme.store.config.StoreSettings;
import io.leme.store.config.StoreSettings.Request;
import io.leme.store.consensus.ratis.RatisNode;
import io.leme.store.offline.FoundingDirectory;
import io.leme.store.storage.rocksdb.RocksBackend;
import io.leme.store.storage.rocksdb.RocksSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Whose data directory is made, in etcd's words. They must be what the member is started with.
final class FounderOptions {
    @Option(names = "--name", description = "Name of the member.")
    private String name = "default";

    @Option(names = "--data-dir", description = "Directory to make; name.etcd by default.")
    private @Nullable String dataDirectory;

    @Option(names = "--initial-cluster", description = "Founders, as name=URL,...")
    private @Nullable String initialCluster;

    @Option(names = "--initial-cluster-token", description = "Token of the new cluster.")
    private @Nullable String token;

    @Option(names = "--initial-advertise-peer-urls", description = "The member's peer URLs.")
    private @Nullable String peerUrls;

    /// The directory to be.
    ///
    /// @throws io.leme.store.config.ConfigException when the options do not fit together
    FoundingDirectory directory() {
        StoreSettings settings = settings();
        return new FoundingDirectory(
                settings,
                path -> RocksBackend.open(path, RocksSettings.DEFAULT),
                log -> RatisNode.found(PeerSettings.of(settings, log)));
    }

    private StoreSettings settings() {
        List<String> flags = new ArrayList<>(List.of("--name=" + name));
        add(flags, "data-dir", dataDirectory);
        add(flags, "initial-cluster", initialCluster);
        add(flags, "initial-cluster-token", token);
        add(flags, "initial-advertise-peer-urls", peerUrls);
        return switch (StoreSettings.parse(flags, Map.of())) {
            case Request.Start start -> start.settings();
            case Request.Print print ->
                    throw new IllegalStateException("nothing asked for: " + print);
        };
    }

    private static void add(List<String> flags, String name, @Nullable String value) {
        if (value != null) {
            flags.add("--" + name + "=" + value);
        }
    }
}
