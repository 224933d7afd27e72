package io.leme.bench.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server binary says about itself when asked for its version.
public final class ProgramVersion {
    private static final Pattern VERSION = Pattern.compile("Version: *(\\S+)");
    private static final int PATIENCE_SECONDS = 5;

    private ProgramVersion() {}

    /// A blank and the version, or nothing when the command is more than a binary or does not tell.
    public static String of(List<String> command) {
        if (command.size() != 1) {
            return "";
        }
        try {
            Process process =
                    new ProcessBuilder(command.getFirst(), "--version")
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            String text = firstLine(process);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Matcher version = VERSION.matcher(text);
            return version.find() ? " " + version.group(1) : "";
        } catch (IOException cannotStart) {
            return "";
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static String firstLine(Process process) throws IOException {
        try (BufferedReader lines = process.inputReader()) {
            String line = lines.readLine();
            return line == null ? "" : line;
        }
    }
}
