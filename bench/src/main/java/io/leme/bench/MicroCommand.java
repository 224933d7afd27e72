package io.leme.bench;

import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `leme bench jmh`.
@Command(
        name = "jmh",
        description =
                "Runs the micro-benchmarks of the hot structures; what follows goes to JMH"
                        + " (after --, for options).",
        mixinStandardHelpOptions = true)
final class MicroCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", description = "a pattern of benchmark names, JMH's options")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws Exception {
        Main.main(arguments.toArray(String[]::new));
        return 0;
    }
}
