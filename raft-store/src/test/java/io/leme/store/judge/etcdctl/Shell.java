package io.leme.store.judge.etcdctl;

import io.leme.store.judge.process.Eventually;
import io.leme.store.judge.process.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Runs `etcdctl` against one cluster and remembers the leases, revisions and members that a script
/// named. It speaks to one member at a time, who knows what it has written before.
final class Shell implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 20;
    private static final List<String> PATIENT =
            List.of("etcdctl", "--dial-timeout=20s", "--command-timeout=20s");
    private static final List<String> NOT_YET =
            List.of("unhealthy cluster", "leader transfer took too long");
    private static final Pattern NAMED =
            Pattern.compile(
                    "lease ([0-9a-f]+) granted|Member +([0-9a-f]+) added|\"revision\":([0-9]+)");

    private final List<String> endpoints;
    private final Transport transport;
    private final Path directory;
    private final Map<String, String> values = new HashMap<>();
    private final Deque<Job> background = new ArrayDeque<>();
    private String user = "";
    private int turn;
    private int started;

    /// @param endpoints of all members, in the form of the flag
    /// @param transport how they are spoken to
    /// @param directory where output is kept
    Shell(String endpoints, Transport transport, Path directory) {
        this.endpoints = List.of(endpoints.split(","));
        this.transport = transport;
        this.directory = directory;
        values.put("ENDPOINTS", endpoints);
        values.put("DIRECTORY", directory.toString());
    }

    /// Every command that names no user is this one's from now on.
    void logIn(String nameAndPassword) {
        user = nameAndPassword;
    }

    /// Speaks to another member, once it has seen what was written so far.
    void turnTo(int member) {
        turn = member;
        finish(List.of("endpoint", "health"), "");
    }

    Printed run(Command command) {
        return switch (command) {
            case Command.Foreground(List<String> words, String name, String input) -> {
                Printed printed = finish(words, input);
                Matcher named = NAMED.matcher(printed.output());
                if (!name.isEmpty() && named.find()) {
                    values.put(name, firstGroup(named));
                }
                yield printed;
            }
            case Command.Background(List<String> words, String input) -> {
                background.add(start(words, input, false));
                yield new Printed(0, "", "");
            }
            case Command.Await(int lines) -> {
                background.getLast().awaitLines(lines, BOUND);
                yield new Printed(0, "", "");
            }
            case Command.Collect(int lines, boolean gently) -> collect(lines, gently);
        };
    }

    /// A cluster that has just changed, or has too little time, may not be ready for the next
    /// change.
    private Printed finish(List<String> words, String input) {
        Printed printed = start(words, input, true).end(BOUND);
        for (int i = 0;
                i < ATTEMPTS && NOT_YET.stream().anyMatch(printed.errors()::contains);
                i++) {
            printed = start(words, input, true).end(BOUND);
        }
        return printed;
    }

    private Printed collect(int lines, boolean gently) {
        Job job = background.remove();
        job.awaitLines(lines, BOUND);
        if (gently) {
            job.process().destroy();
        } else {
            job.process().destroyForcibly();
        }
        return job.end(BOUND);
    }

    private Job start(List<String> words, String input, boolean lastInput) {
        if (words.stream().anyMatch(Roles::mentionedIn)) {
            values.putAll(
                    Eventually.obtain(
                            BOUND,
                            () -> "all members know one leader",
                            () -> Roles.in(finish(Roles.QUESTION, "").output())));
        }
        var line = new ArrayList<>(PATIENT);
        line.addAll(transport.clientFlags());
        if (words.stream().noneMatch(word -> word.startsWith("--endpoints="))) {
            line.add("--endpoints=" + endpoints.get(turn));
        }
        if (!user.isEmpty() && words.stream().noneMatch(word -> word.startsWith("--user="))) {
            line.add("--user=" + user);
        }
        words.forEach(word -> line.add(substitute(word)));
        Job job = launch(words, line);
        job.read(substitute(input), lastInput);
        return job;
    }

    private Job launch(List<String> words, List<String> line) {
        Path output = directory.resolve("output-" + started);
        Path errors = directory.resolve("errors-" + started);
        started++;
        try {
            var builder = new ProcessBuilder(line);
            builder.environment().keySet().removeIf(name -> name.startsWith("ETCDCTL_"));
            builder.environment().put("ETCDCTL_API", "3");
            builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
            return new Job(words, builder.start(), output, errors);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String firstGroup(Matcher found) {
        return IntStream.rangeClosed(1, found.groupCount())
                .mapToObj(found::group)
                .filter(group -> group != null)
                .findFirst()
                .orElseThrow();
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
        background.forEach(job -> job.process().destroyForcibly());
    }
}
