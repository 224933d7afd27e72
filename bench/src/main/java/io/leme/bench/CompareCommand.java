package io.leme.bench;

import io.leme.bench.cluster.Contender;
import io.leme.bench.cluster.ProgramVersion;
import io.leme.bench.compare.Comparison;
import io.leme.bench.compare.Plan;
import io.leme.bench.compare.Scenario;
import io.leme.bench.report.HtmlPage;
import io.leme.bench.report.JsonLines;
import io.leme.bench.report.Results;
import io.leme.bench.report.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `leme bench compare`.
@Command(
        name = "compare",
        description = {
            "Starts Leme, etcd and a server that does nothing (the ceiling) on this machine, drives"
                    + " each in turn with the same load, and writes tables and a page with plots.",
            "A scenario is KIND:MEMBERS:IN_FLIGHT[:SIZE]; `all` stands for the whole table."
                    + " Kinds: put, put-open, txn, get, range, range-stream, count, watch,"
                    + " watchers, catch-up, stalled-watch, keep-alive, large, start."
        },
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--scenarios",
            split = ",",
            defaultValue = "put:3:256,get:3:256,watch:3:8:100",
            description = "what to run (default: ${DEFAULT-VALUE})")
    private List<String> scenarios = List.of();

    @Option(
            names = "--contenders",
            split = ",",
            defaultValue = "leme,etcd,ceiling",
            description = "who takes part, the one to be judged first (${DEFAULT-VALUE})")
    private List<String> contenders = List.of();

    @Option(
            names = "--etcd",
            paramLabel = "NAME=PATH",
            description =
                    "another etcd binary to take part under that name; may be given more than"
                            + " once; etcd=PATH stands in for the one on the PATH")
    private Map<String, String> etcds = new LinkedHashMap<>();

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "measurements of each, interleaved (${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "200",
            description =
                    "seconds of load on each cluster before the first round; three JVMs on two"
                            + " processors compile for about that long (${DEFAULT-VALUE})")
    private double warmUpSeconds;

    @Option(
            names = "--ramp",
            defaultValue = "2",
            description = "seconds of load before each measurement (${DEFAULT-VALUE})")
    private double rampSeconds;

    @Option(
            names = "--seconds",
            defaultValue = "5",
            description = "length of each measurement (${DEFAULT-VALUE})")
    private double seconds;

    @Option(
            names = "--rate",
            defaultValue = "0",
            description =
                    "arrivals per second of put-open; 0: the share of the slowest store's rate that"
                            + " the scenario names (${DEFAULT-VALUE})")
    private double rate;

    @Option(
            names = "--java-opts",
            defaultValue = "",
            description = "JVM options for leme and the ceiling, as in '-Xmx512m'")
    private String javaOptions = "";

    @Option(
            names = "--directory",
            defaultValue = "${sys:java.io.tmpdir}",
            description = "where the servers keep their data meanwhile (${DEFAULT-VALUE})")
    private Path directory = Path.of(".");

    @Option(
            names = "--output",
            defaultValue = "leme-bench",
            description =
                    "directory of results.txt, results.jsonl and index.html"
                            + " (${DEFAULT-VALUE})")
    private Path output = Path.of(".");

    @Override
    public Integer call() throws IOException, InterruptedException {
        Plan plan =
                new Plan(
                        rounds,
                        LoadOptions.seconds(warmUpSeconds),
                        LoadOptions.seconds(rampSeconds),
                        LoadOptions.seconds(seconds),
                        rate,
                        directory);
        List<Contender> named = contenders();
        List<Scenario> parsed = Scenario.parseAll(scenarios);
        Comparison comparison = new Comparison(named, parsed, plan, System.err::println);
        Results results = comparison.run(Machine.describe() + "; " + conditions(named));
        write(results);
        return results.problems().isEmpty() ? 0 : 1;
    }

    private String conditions(List<Contender> named) {
        String servers =
                named.stream()
                        .map(contender -> contender.name() + ProgramVersion.of(contender.command()))
                        .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%s; %d rounds of %.1f s, after warm-ups of %.1f s and ramps of %.1f s",
                servers,
                rounds,
                seconds,
                warmUpSeconds,
                rampSeconds);
    }

    private List<Contender> contenders() {
        List<Contender> named = new ArrayList<>();
        List<String> options =
                javaOptions.isBlank() ? List.of() : List.of(javaOptions.strip().split(" +"));
        for (String name : contenders) {
            named.add(
                    switch (name) {
                        case "leme" -> Contender.leme(options);
                        case "ceiling" -> Contender.ceiling(options);
                        case "etcd" -> Contender.etcd(name, etcds.getOrDefault(name, "etcd"));
                        default -> etcd(name);
                    });
        }
        etcds.forEach((name, path) -> {
            if (!contenders.contains(name)) {
                named.add(Contender.etcd(name, path));
            }
        });
        return named;
    }

    private Contender etcd(String name) {
        String path = etcds.get(name);
        if (path == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "contenders are leme, etcd, ceiling and those of --etcd NAME=PATH, not "
                            + name);
        }
        return Contender.etcd(name, path);
    }

    private void write(Results results) throws IOException {
        Files.createDirectories(output);
        String table = TextTable.of(results);
        String text = results.machine() + System.lineSeparator() + table;
        Files.writeString(output.resolve("results.txt"), text);
        Files.writeString(output.resolve("results.jsonl"), JsonLines.of(results));
        Path page = output.resolve("index.html");
        Files.writeString(page, HtmlPage.of(results));
        System.out.print(text);
        System.out.println("Plots: " + page.toAbsolutePath());
    }
}
