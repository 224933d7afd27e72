package io.leme.store.judge.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A command that is run to its end.
///
/// @param exitCode of the process
/// @param output what it printed, errors too
public record Tool(int exitCode, String output) {
    private static final Duration BOUND = Duration.ofSeconds(60);

    /// `etcdctl` with these words.
    public static Tool etcdctl(String... words) {
        return run(etcdctlProcess(words));
    }

    /// `etcdctl` with these words, which runs on until it is ended.
    ///
    /// @param output the file that it prints to, errors too
    public static Process etcdctlInto(Path output, String... words) {
        try {
            return etcdctlProcess(words).redirectOutput(output.toFile()).start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// A main class of the store with these words.
    public static Tool leme(String mainClass, String... words) {
        var line = new ArrayList<>(Program.java("io.leme.store." + mainClass, List.of()));
        line.addAll(List.of(words));
        return run(builder(line));
    }

    /// The output of a command that has done what it should.
    public String orFail() {
        if (exitCode != 0) {
            throw new AssertionError("exit code " + exitCode + ": " + output);
        }
        return output.strip();
    }

    private static ProcessBuilder etcdctlProcess(String... words) {
        var line = new ArrayList<>(List.of("etcdctl"));
        line.addAll(List.of(words));
        return builder(line);
    }

    private static ProcessBuilder builder(List<String> line) {
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("ETCD"));
        builder.environment().put("ETCDCTL_API", "3");
        return builder;
    }

    private static Tool run(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("does not end: " + builder.command());
            }
            return new Tool(process.exitValue(), output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
