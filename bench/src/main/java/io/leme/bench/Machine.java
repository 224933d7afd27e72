package io.leme.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Stream;

/// What stands above every table: figures without their machine say nothing.
final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    static String describe() {
        return "%d processors (%s), %s %s %s, Java %s, %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        model(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"),
                        Runtime.version(),
                        LocalDate.now(ZoneId.systemDefault()));
    }

    private static String model() {
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("model unknown");
        } catch (IOException notLinux) {
            return "model unknown";
        }
    }
}
