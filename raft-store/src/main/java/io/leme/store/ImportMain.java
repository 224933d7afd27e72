package io.leme.store;

import io.leme.store.apply.Founding;
import io.leme.store.offline.SnapshotFile;
import io.leme.store.offline.etcd.EtcdSnapshot;
import io.leme.store.storage.rocksdb.RocksBackend;
import io.leme.store.storage.rocksdb.RocksSettings;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `leme import`: begins a cluster with what another store has kept.
@Command(
        name = "leme import",
        mixinStandardHelpOptions = true,
        description = "Takes over the state of another store.")
public final class ImportMain implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    private ImportMain() {}

    /// Ends with 2 on wrong options and 1 when the work failed.
    public static void main(String[] arguments) {
        System.exit(OfflineCommands.run(new ImportMain(), arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name what to import: etcd-snapshot.");
    }

    @Command(
            name = "etcd-snapshot",
            mixinStandardHelpOptions = true,
            description =
                    "Makes the data directory of a member of a new cluster out of what `etcdctl"
                            + " snapshot save` has saved of an etcd: keys with their revisions,"
                            + " versions and leases, history, users and roles.")
    void etcdSnapshot(
            @Parameters(paramLabel = "FILE", description = "A snapshot of an etcd.") Path file,
            @Mixin FounderOptions founder,
            @Option(
                            names = "--skip-hash-check",
                            description = "Take a file without a checksum, as member/snap/db.")
                    boolean skipHashCheck)
            throws IOException {
        var source =
                new EtcdSnapshot(
                        new SnapshotFile(file),
                        !skipHashCheck,
                        path -> RocksBackend.open(path, RocksSettings.DEFAULT));
        var hash = founder.directory().make(source, Founding.PLAIN);
        System.out.println("imported revision " + hash.revision());
    }
}
