package io.leme.store;

import io.leme.store.apply.Founding;
import io.leme.store.config.ConfigException;
import io.leme.store.offline.SnapshotFile;
import io.leme.store.offline.SnapshotStatus;
import io.leme.store.rpc.SnapshotDownload;
import io.leme.store.rpc.SnapshotDownload.Account;
import io.leme.store.rpc.SnapshotDownload.Certificate;
import io.leme.store.storage.DurableFiles;
import io.leme.store.storage.rocksdb.RocksBackend;
import io.leme.store.storage.rocksdb.RocksSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `leme snapshot`: saves the state of a running store, tells what a snapshot holds, and begins a
/// new cluster with one.
@Command(
        name = "leme snapshot",
        mixinStandardHelpOptions = true,
        description = "Saves, looks at and restores snapshots of a store.")
public final class SnapshotMain implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    private SnapshotMain() {}

    /// Ends with 2 on wrong options and 1 when the work failed.
    public static void main(String[] arguments) {
        System.exit(OfflineCommands.run(new SnapshotMain(), arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name what to do: save, status, restore.");
    }

    @Command(
            name = "save",
            mixinStandardHelpOptions = true,
            description = "Saves the state of a member that runs to a file.")
    void save(
            @Parameters(paramLabel = "FILE", description = "Where to; replaced when it is there.")
                    Path file,
            @Option(
                            names = {"--endpoint", "--endpoints"},
                            defaultValue = "http://127.0.0.1:2379",
                            description = "The member to ask.")
                    URI endpoint,
            @Mixin ClientOptions options)
            throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        try {
            new SnapshotDownload(options.member(endpoint)).to(draft);
            new SnapshotFile(draft).verify();
            DurableFiles.move(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
        System.out.println("Snapshot saved at " + file);
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Prints hash, revision, number of keys and size; reads all of the file.")
    void status(
            @Parameters(paramLabel = "FILE", description = "A snapshot.") Path file,
            @Option(
                            names = {"-w", "--write-out"},
                            defaultValue = "simple",
                            description = "simple or json.")
                    OfflineCommands.Form form)
            throws IOException {
        SnapshotStatus status =
                SnapshotStatus.of(
                        new SnapshotFile(file),
                        path -> RocksBackend.open(path, RocksSettings.DEFAULT));
        System.out.println(status.text(form == OfflineCommands.Form.JSON));
    }

    @Command(
            name = "restore",
            mixinStandardHelpOptions = true,
            description = "Makes the data directory of a member of a new cluster.")
    void restore(
            @Parameters(paramLabel = "FILE", description = "A snapshot.") Path file,
            @Mixin FounderOptions founder,
            @Option(
                            names = "--bump-revision",
                            defaultValue = "0",
                            description = "Added to the revision, so that none is seen twice.")
                    long bump,
            @Option(
                            names = "--mark-compacted",
                            description = "Let watchers of the old cluster notice.")
                    boolean markCompacted)
            throws IOException {
        if (bump < 0 || (markCompacted && bump == 0)) {
            throw new ConfigException(List.of("--mark-compacted needs a --bump-revision above 0"));
        }
        var hash =
                founder.directory()
                        .make(new SnapshotFile(file)::unpack, new Founding(bump, markCompacted));
        System.out.println("restored revision " + hash.revision());
    }

    /// How a client shows who it is.
    static final class ClientOptions {
        @Option(names = "--cacert", description = "CA that the member's certificate comes from.")
        private @Nullable Path authority;

        @Option(names = "--cert", description = "Certificate to show.")
        private @Nullable Path certificate;

        @Option(names = "--key", description = "Its private key.")
        private @Nullable Path key;

        @Option(names = "--user", description = "name:password, where the store asks for one.")
        private @Nullable String user;

        SnapshotDownload.Member member(URI endpoint) {
            boolean bare = endpoint.getPort() < 0 || endpoint.getHost() == null;
            if (bare) {
                throw new ConfigException(List.of("--endpoint: not http://host:port: " + endpoint));
            }
            return new SnapshotDownload.Member(
                    endpoint,
                    Optional.ofNullable(authority),
                    certificate == null || key == null
                            ? Optional.empty()
                            : Optional.of(new Certificate(certificate, key)),
                    Optional.ofNullable(user).map(ClientOptions::account));
        }

        private static Account account(String text) {
            int colon = text.indexOf(':');
            if (colon < 1) {
                throw new ConfigException(List.of("--user: not name:password"));
            }
            return new Account(text.substring(0, colon), text.substring(colon + 1));
        }
    }
}
