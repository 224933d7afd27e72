package io.leme.store.judge.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// The list of differences that are meant, each with its reason.
///
/// A line is `request ;; field ;; etcd ;; leme ;; reason`; the first four are regular expressions
/// over the whole of what a difference says there. A line without a reason is refused.
public final class KnownDifferences {
    private static final String SEPARATOR = " ;; ";

    private final List<Line> lines;

    private KnownDifferences(List<Line> lines) {
        this.lines = lines;
    }

    /// Reads the list of that name from among the judge's resources.
    public static KnownDifferences load(String name) {
        String path = "/io/leme/store/judge/" + name;
        var resource =
                Objects.requireNonNull(KnownDifferences.class.getResourceAsStream(path), path);
        try (var reader = new BufferedReader(new InputStreamReader(resource, UTF_8))) {
            return new KnownDifferences(
                    reader.lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(Line::parse)
                            .toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Those of the differences that no line explains.
    public List<Difference> unexplained(List<Difference> differences) {
        return differences.stream()
                .filter(difference -> lines.stream().noneMatch(line -> line.explains(difference)))
                .toList();
    }

    /// Why, line by line.
    public List<String> reasons() {
        return lines.stream().map(Line::reason).toList();
    }

    /// How often each line was met, for the run's report.
    public List<String> report() {
        return lines.stream().map(line -> line.met().get() + " x " + line.reason()).toList();
    }

    private record Line(
            Pattern request,
            Pattern field,
            Pattern etcd,
            Pattern leme,
            String reason,
            AtomicLong met) {
        static Line parse(String line) {
            String[] parts = line.split(SEPARATOR, -1);
            if (parts.length != 5 || parts[4].isBlank()) {
                throw new IllegalArgumentException("not a known difference: " + line);
            }
            return new Line(
                    Pattern.compile(parts[0].strip(), Pattern.DOTALL),
                    Pattern.compile(parts[1].strip(), Pattern.DOTALL),
                    Pattern.compile(parts[2].strip(), Pattern.DOTALL),
                    Pattern.compile(parts[3].strip(), Pattern.DOTALL),
                    parts[4].strip(),
                    new AtomicLong());
        }

        boolean explains(Difference difference) {
            boolean explains =
                    request.matcher(difference.request()).matches()
                            && field.matcher(difference.field()).matches()
                            && etcd.matcher(difference.etcd()).matches()
                            && leme.matcher(difference.leme()).matches();
            if (explains) {
                met.incrementAndGet();
            }
            return explains;
        }
    }
}
