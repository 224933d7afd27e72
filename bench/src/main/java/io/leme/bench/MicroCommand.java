package io.leme.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `leme bench jmh`.
@Command(
        name = "jmh",
        description =
                "Runs the micro-benchmarks of the hot structures, with what they allocate; what"
                        + " follows goes to JMH (after --, for options), as in"
                        + " `leme bench jmh Range -- -f 3`.",
        mixinStandardHelpOptions = true)
final class MicroCommand implements Callable<Integer> {
    private static final String PROFILER = "-prof";

    @Parameters(arity = "0..*", description = "patterns of benchmark names, JMH's options")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws Exception {
        Main.main(withAllocationRates(arguments).toArray(String[]::new));
        return 0;
    }

    /// Adds the profiler of allocations unless another is asked for.
    static List<String> withAllocationRates(List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        if (!all.contains(PROFILER)) {
            all.add(PROFILER);
            all.add("gc");
        }
        return all;
    }
}
