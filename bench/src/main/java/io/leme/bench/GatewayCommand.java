package io.leme.bench;

import io.leme.bench.gateway.GatewayPlan;
import io.leme.bench.gateway.GatewayRun;
import io.leme.bench.gateway.GatewayScenario;
import io.leme.bench.report.JsonLines;
import io.leme.bench.report.Results;
import io.leme.bench.report.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `leme bench gateway`.
@Command(
        name = "gateway",
        description = {
            "Starts a store of one member and a gateway in processes of their own, and drives the"
                    + " gateway through TLS and JSON with the load of a cluster.",
            "Scenarios: create, memory, get, update, lease, list, watch, or `all`."
        },
        mixinStandardHelpOptions = true)
final class GatewayCommand implements Callable<Integer> {
    @Option(
            names = "--scenarios",
            split = ",",
            defaultValue = "all",
            description = "what to run (${DEFAULT-VALUE})")
    private List<String> scenarios = List.of();

    @Option(
            names = "--pods",
            defaultValue = "2000",
            description = "pods that are read, changed and listed (${DEFAULT-VALUE})")
    private int pods;

    @Option(
            names = "--watchers",
            defaultValue = "100",
            description =
                    "watchers of one namespace, each on its own connection (${DEFAULT-VALUE})")
    private int watchers;

    @Option(
            names = "--watched-writes",
            defaultValue = "100",
            description = "writes per second that every watcher is told (${DEFAULT-VALUE})")
    private double watchedWrites;

    @Option(
            names = "--connections",
            defaultValue = "32",
            description = "of the other loads, one request under way on each (${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "measurements of each scenario (${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "10",
            description = "seconds of load before the first scenario (${DEFAULT-VALUE})")
    private double warmUpSeconds;

    @Option(
            names = "--ramp",
            defaultValue = "1",
            description = "seconds of load before each measurement (${DEFAULT-VALUE})")
    private double rampSeconds;

    @Option(
            names = "--seconds",
            defaultValue = "2",
            description = "length of each measurement (${DEFAULT-VALUE})")
    private double seconds;

    @Option(
            names = "--java-opts",
            defaultValue = "",
            description = "JVM options for the gateway, as in '-Xmx1g'")
    private String javaOptions = "";

    @Option(
            names = "--directory",
            defaultValue = "${sys:java.io.tmpdir}",
            description = "where the servers keep their data meanwhile (${DEFAULT-VALUE})")
    private Path directory = Path.of(".");

    @Option(
            names = "--output",
            defaultValue = "leme-bench-gateway",
            description = "directory of results.txt and results.jsonl (${DEFAULT-VALUE})")
    private Path output = Path.of(".");

    @Override
    public Integer call() throws IOException, InterruptedException {
        GatewayPlan plan =
                new GatewayPlan(
                        GatewayScenario.parseAll(scenarios),
                        new GatewayPlan.Sizes(pods, watchers, watchedWrites, connections),
                        new GatewayPlan.Times(
                                rounds,
                                LoadOptions.seconds(warmUpSeconds),
                                LoadOptions.seconds(rampSeconds),
                                LoadOptions.seconds(seconds)),
                        options(),
                        directory);
        Results results =
                new GatewayRun(plan, System.err::println)
                        .run(Machine.describe() + "; " + conditions());
        Files.createDirectories(output);
        String text = results.machine() + System.lineSeparator() + TextTable.of(results);
        Files.writeString(output.resolve("results.txt"), text);
        Files.writeString(output.resolve("results.jsonl"), JsonLines.of(results));
        System.out.print(text);
        return results.problems().isEmpty() ? 0 : 1;
    }

    private List<String> options() {
        return javaOptions.isBlank() ? List.of() : List.of(javaOptions.strip().split(" +"));
    }

    private String conditions() {
        return String.format(
                Locale.ROOT,
                "%,d pods; %,d watchers of %,.0f writes/s; %d connections; %d rounds of %.1f s%s",
                pods,
                watchers,
                watchedWrites,
                connections,
                rounds,
                seconds,
                javaOptions.isBlank() ? "" : "; gateway with " + javaOptions);
    }
}
