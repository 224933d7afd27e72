package io.leme.gateway.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The real `kubectl`, with a home and caches of its own.
final class Kubectl {
    private static final long LONGEST_SECONDS = 60;

    /// Flags in front of a command whose value is a word of its own.
    private static final Set<String> NAMING = Set.of("-n", "-s");

    private static final Set<String> PARENTS = Set.of("auth", "rollout");

    private final String program;
    private final Path folder;
    private final Path kubeconfig;
    private final Set<String> succeeded = new ConcurrentSkipListSet<>();

    Kubectl(Path folder, Path kubeconfig) {
        this("kubectl", folder, kubeconfig);
    }

    /// @param program a name on the path, or a file
    Kubectl(String program, Path folder, Path kubeconfig) {
        this.program = program;
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
        if (process.exitValue() == 0) {
            succeeded.add(command(words));
        }
        return new Result(process.exitValue(), Files.readString(output));
    }

    /// The commands that have succeeded, such as `get` and `rollout status`.
    Set<String> succeeded() {
        return Set.copyOf(succeeded);
    }

    /// Major and minor, such as `1.32`.
    String version() throws IOException, InterruptedException {
        String text = run("version --client").output();
        Matcher version = Pattern.compile("v(\\d+\\.\\d+)\\.").matcher(text);
        return version.find() ? version.group(1) : "unknown";
    }

    private static String command(List<String> words) {
        List<String> plain = new ArrayList<>(words);
        while (!plain.isEmpty() && plain.getFirst().startsWith("-")) {
            boolean takesNext = NAMING.contains(plain.getFirst());
            plain = plain.subList(takesNext ? 2 : 1, plain.size());
        }
        boolean two = plain.size() > 1 && PARENTS.contains(plain.getFirst());
        return String.join(" ", plain.subList(0, Math.min(plain.size(), two ? 2 : 1)));
    }

    /// Starts a command that goes on.
    Process start(String line, Path output) throws IOException {
        return start(List.of(line.split(" ")), Map.of(), output);
    }

    private Process start(List<String> words, Map<String, String> environment, Path output)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(words);
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().put("KUBECACHEDIR", folder.resolve("cache").toString());
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }
}
