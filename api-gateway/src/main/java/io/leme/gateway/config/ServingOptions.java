package io.leme.gateway.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What both commands that serve the Kubernetes API ask about it.
final class ServingOptions {
    @Option(
            names = "--listen",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE}; 0.0.0.0 for all).")
    String host = "";

    @Option(
            names = "--token-auth-file",
            paramLabel = "FILE",
            description = "Bearer tokens, one per line: token,user,uid,\"group1,group2\".")
    @Nullable Path tokens;

    @Option(
            names = "--controllers",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "*",
            description =
                    "Built-in controllers to run, as kube-controller-manager names them; * is all,"
                            + " -NAME is without that one (default: ${DEFAULT-VALUE}).")
    List<String> controllers = List.of();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this text.")
    boolean help;

    Optional<Path> tokens(Checks checks) {
        return checks.file("--token-auth-file", tokens);
    }

    Set<BuiltInController> controllers(Checks checks) {
        return BuiltInController.parse(controllers, checks.problems());
    }
}
