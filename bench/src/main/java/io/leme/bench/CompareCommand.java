package io.leme.bench;

import io.leme.bench.cluster.Contender;
import io.leme.bench.compare.Comparison;
import io.leme.bench.compare.Scenario;
import io.leme.bench.load.Phases;
import io.leme.bench.report.HtmlPage;
import io.leme.bench.report.JsonLines;
import io.leme.bench.report.Results;
import io.leme.bench.report.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `leme bench compare`.
@Command(
        name = "compare",
        description = {
            "Starts Leme and etcd in turn on this machine, drives both with the same load, and"
                    + " writes a table and a page with plots.",
            "A scenario is put|get|watch:MEMBERS:IN_FLIGHT[:WATCHERS]."
        },
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
    @Option(
            names = "--scenarios",
            split = ",",
            defaultValue = "put:3:256,get:3:256,watch:3:8:100",
            description = "what to run (default: ${DEFAULT-VALUE})")
    private List<String> scenarios = List.of();

    @Option(
            names = "--etcd",
            split = ",",
            defaultValue = "etcd",
            description =
                    "etcd binaries to compare with, by name on the PATH or by path"
                            + " (${DEFAULT-VALUE})")
    private List<String> etcds = List.of();

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "runs of each, interleaved (${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "8",
            description = "seconds before each measurement (${DEFAULT-VALUE})")
    private double warmUpSeconds;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "length of each measurement (${DEFAULT-VALUE})")
    private double seconds;

    @Option(
            names = "--output",
            defaultValue = "leme-bench",
            description =
                    "directory of results.txt, results.jsonl and index.html"
                            + " (${DEFAULT-VALUE})")
    private Path output = Path.of(".");

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(Contender.leme());
        for (String etcd : etcds) {
            contenders.add(Contender.etcd(Path.of(etcd).getFileName().toString(), etcd));
        }
        Phases phases =
                new Phases(LoadOptions.seconds(warmUpSeconds), LoadOptions.seconds(seconds));
        List<Scenario> parsed = scenarios.stream().map(Scenario::parse).toList();
        Results results =
                new Comparison(contenders, parsed, rounds, phases, System.err::println)
                        .run(machine());
        write(results);
        return 0;
    }

    private static String machine() {
        return "%d processors, %s %s, Java %s, %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.version().feature(),
                        LocalDate.now(ZoneId.systemDefault()));
    }

    private void write(Results results) throws IOException {
        Files.createDirectories(output);
        String table = TextTable.of(results);
        Files.writeString(output.resolve("results.txt"), table);
        Files.writeString(output.resolve("results.jsonl"), JsonLines.of(results));
        Path page = output.resolve("index.html");
        Files.writeString(page, HtmlPage.of(results));
        System.out.println(results.machine());
        System.out.print(table);
        System.out.println("Plots: " + page.toAbsolutePath());
    }
}
