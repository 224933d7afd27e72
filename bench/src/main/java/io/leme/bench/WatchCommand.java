package io.leme.bench;

import io.leme.bench.load.Connections;
import io.leme.bench.load.Measurement;
import io.leme.bench.load.WatchLoad;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `leme bench watch`.
@Command(
        name = "watch",
        description = "Watches one prefix many times while keys under it are put.",
        mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {
    @Mixin private LoadOptions options = new LoadOptions();

    @Option(
            names = "--watchers",
            defaultValue = "100",
            description = "watchers, spread over the connections (${DEFAULT-VALUE})")
    private int watchers;

    @Override
    public Integer call() throws InterruptedException {
        try (Connections connections = Connections.open(options.target(), options.connections())) {
            Measurement measurement =
                    new WatchLoad(connections, options.keySpace(), watchers)
                            .run(options.pace(), options.phases(), () -> {}, () -> {});
            System.out.print(MeasurementText.of("events", measurement));
            return measurement.failures() == 0 ? 0 : 1;
        }
    }
}
