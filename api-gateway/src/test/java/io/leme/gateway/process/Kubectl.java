package io.leme.gateway.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The real `kubectl`, with a home and caches of its own.
final class Kubectl {
    private static final long LONGEST_SECONDS = 60;

    private final Path folder;
    private final Path kubeconfig;

    Kubectl(Path folder, Path kubeconfig) {
        this.folder = folder;
        this.kubeconfig = kubeconfig;
    }

    /// What a command printed.
    record Result(int code, String output) {}

    /// Runs a command to its end; both of its output streams are one.
    ///
    /// @param line words separated by blanks, none of which are needed within one
    Result run(String line) throws IOException, InterruptedException {
        return run(List.of(line.split(" ")), Map.of());
    }

    Result run(List<String> words, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "kubectl", ".out");
        Process process = start(words, environment, output);
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("kubectl " + words + " did not end");
        }
        return new Result(process.exitValue(), Files.readString(output));
    }

    /// Starts a command that goes on.
    Process start(String line, Path output) throws IOException {
        return start(List.of(line.split(" ")), Map.of(), output);
    }

    private Process start(List<String> words, Map<String, String> environment, Path output)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("kubectl"));
        command.addAll(words);
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().put("KUBECACHEDIR", folder.resolve("cache").toString());
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }
}
