package io.leme.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `leme bench`.
@Command(
        name = "leme bench",
        description = "Measures an etcd v3 endpoint, or Leme beside etcd.",
        mixinStandardHelpOptions = true,
        subcommands = {
            PutCommand.class,
            RangeCommand.class,
            WatchCommand.class,
            CompareCommand.class,
            GatewayCommand.class,
            MicroCommand.class
        })
public final class BenchMain implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    private BenchMain() {}

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new BenchMain());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("leme bench: " + failure.getMessage());
            return 1;
        });
        System.exit(line.execute(arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name what to measure.");
    }
}
