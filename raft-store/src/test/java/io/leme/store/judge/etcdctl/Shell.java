package io.leme.store.judge.etcdctl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leme.store.judge.process.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Runs `etcdctl` against one cluster and remembers the leases and revisions a script named.
final class Shell implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Pattern NAMED =
            Pattern.compile("lease ([0-9a-f]+) granted|\"revision\":([0-9]+)");

    private final String endpoints;
    private final Path directory;
    private final Map<String, String> values = new HashMap<>();
    private @Nullable Job background;
    private int started;

    /// @param endpoints what `--endpoints` says
    /// @param directory where output is kept
    Shell(String endpoints, Path directory) {
        this.endpoints = endpoints;
        this.directory = directory;
    }

    Printed run(Command command) {
        return switch (command) {
            case Command.Foreground(List<String> words, String name, String input) -> {
                Printed printed = start(words, input).end(BOUND);
                Matcher named = NAMED.matcher(printed.output());
                if (!name.isEmpty() && named.find()) {
                    values.put(name, named.group(named.group(1) == null ? 2 : 1));
                }
                yield printed;
            }
            case Command.Background(List<String> words, String input) -> {
                background = start(words, input);
                yield new Printed(0, "", "");
            }
            case Command.Collect(int lines) -> collect(lines);
        };
    }

    private Printed collect(int lines) {
        Job job = background;
        if (job == null) {
            throw new IllegalStateException("nothing runs in the background");
        }
        Eventually.eventually(
                BOUND,
                lines + " lines of " + job.words(),
                () -> job.read(job.output()).lines().count() >= lines);
        job.process().destroyForcibly();
        background = null;
        return job.end(BOUND);
    }

    private Job start(List<String> words, String input) {
        var line = new ArrayList<>(List.of("etcdctl", "--endpoints=" + endpoints));
        words.forEach(word -> line.add(substitute(word)));
        Path output = directory.resolve("output-" + started);
        Path errors = directory.resolve("errors-" + started);
        started++;
        try {
            var builder = new ProcessBuilder(line);
            builder.environment().keySet().removeIf(name -> name.startsWith("ETCDCTL_"));
            builder.environment().put("ETCDCTL_API", "3");
            builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
            Process process = builder.start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(UTF_8));
            }
            return new Job(words, process, output, errors);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String substitute(String word) {
        String result = word;
        for (var value : values.entrySet()) {
            result = result.replace("{" + value.getKey() + "}", value.getValue());
        }
        return result;
    }

    @Override
    public void close() {
        if (background != null) {
            background.process().destroyForcibly();
        }
    }

    private record Job(List<String> words, Process process, Path output, Path errors) {
        Printed end(Duration bound) {
            try {
                if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("does not end: etcdctl " + words);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
            return new Printed(process.exitValue(), read(output), read(errors));
        }

        String read(Path file) {
            try {
                return Files.readString(file, UTF_8);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
