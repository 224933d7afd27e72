package io.leme.bench;

import io.leme.bench.load.Connections;
import io.leme.bench.load.LoadDriver;
import io.leme.bench.load.Loads;
import io.leme.bench.load.Measurement;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `leme bench range`.
@Command(
        name = "range",
        description = "Reads keys that `leme bench put` with the same options has written.",
        mixinStandardHelpOptions = true)
final class RangeCommand implements Callable<Integer> {
    @Mixin private LoadOptions options = new LoadOptions();

    @Option(
            names = "--serializable",
            description = "read what the member has, without asking a quorum")
    private boolean serializable;

    @Option(
            names = "--range-keys",
            defaultValue = "1",
            description = "keys per read (${DEFAULT-VALUE})")
    private int rangeKeys;

    @Override
    public Integer call() throws InterruptedException {
        try (Connections connections = Connections.open(options.target(), options.connections())) {
            Measurement measurement =
                    new LoadDriver(
                                    Loads.range(
                                            connections,
                                            options.keySpace(),
                                            rangeKeys,
                                            serializable),
                                    options.pace(),
                                    options.phases())
                            .run(() -> {}, () -> {});
            System.out.print(MeasurementText.of("ranges", measurement));
            return measurement.failures() == 0 ? 0 : 1;
        }
    }
}
