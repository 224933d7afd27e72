package io.leme.bench;

import io.leme.bench.load.Connections;
import io.leme.bench.load.LoadDriver;
import io.leme.bench.load.Loads;
import io.leme.bench.load.Measurement;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `leme bench put`.
@Command(
        name = "put",
        description = "Puts random keys out of a key space.",
        mixinStandardHelpOptions = true,
        showDefaultValues = false)
final class PutCommand implements Callable<Integer> {
    @Mixin private LoadOptions options = new LoadOptions();

    @Override
    public Integer call() throws InterruptedException {
        try (Connections connections = Connections.open(options.target(), options.connections())) {
            Measurement measurement =
                    new LoadDriver(
                                    Loads.put(connections, options.keySpace()),
                                    options.pace(),
                                    options.phases())
                            .run(() -> {}, () -> {});
            System.out.print(MeasurementText.of("puts", measurement));
            return measurement.failures() == 0 ? 0 : 1;
        }
    }
}
