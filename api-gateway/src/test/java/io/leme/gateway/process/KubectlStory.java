package io.leme.gateway.process;

import static io.leme.gateway.process.Eventually.assertEventually;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.leme.gateway.process.Transcript.Expected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lives through a transcript with `kubectl`.
final class KubectlStory implements AutoCloseable {
    /// Whoever edits something paints it green.
    private static final Map<String, String> EDITOR = Map.of("KUBE_EDITOR", "sed -i s/red/green/");

    private final Kubectl kubectl;
    private final Path folder;
    private final Map<String, String> names;
    private @Nullable Process background;
    private final Path backgroundOutput;

    /// @param folder the commands run in
    /// @param names what stands for them in the transcript, and is added to
    KubectlStory(Kubectl kubectl, Path folder, Map<String, String> names) {
        this.kubectl = kubectl;
        this.folder = folder;
        this.names = new HashMap<>(names);
        this.backgroundOutput = folder.resolve("background.out");
    }

    void tell(Transcript transcript) throws IOException, InterruptedException {
        for (Transcript.Step step : transcript.steps()) {
            String text = named(step.text());
            List<String> lines = step.lines().stream().map(this::named).toList();
            switch (step.sign()) {
                case '$' -> expect(text, Expected.of(lines));
                case '?' -> assertEventually(() -> expect(text, Expected.of(lines)));
                case '>' -> keep(text);
                case '&' -> start(text);
                case '~' -> assertEventually(() -> expectBackground(Expected.of(lines)));
                case '+' -> write(text, lines);
                default -> throw new IllegalArgumentException("no step: " + step);
            }
        }
    }

    private void expect(String command, Expected expected)
            throws IOException, InterruptedException {
        Kubectl.Result result = run(command);
        assertThat(result.code())
                .as("kubectl %s: %s", command, result.output())
                .isEqualTo(expected.code());
        assertFits(command, expected, result.output());
    }

    private Kubectl.Result run(String command) throws IOException, InterruptedException {
        return kubectl.run(Arrays.asList(command.split(" ")), EDITOR);
    }

    private void keep(String text) throws IOException, InterruptedException {
        String[] words = text.split(" ", 2);
        Kubectl.Result result = run(words[1]);
        assertThat(result.code()).as("kubectl %s: %s", words[1], result.output()).isZero();
        names.put(words[0], result.output());
    }

    private void start(String command) throws IOException, InterruptedException {
        close();
        background = kubectl.start(command, backgroundOutput);
    }

    private void expectBackground(Expected expected) throws IOException {
        Process process = requireNonNull(background);
        assertFits("in the background", expected, Files.readString(backgroundOutput));
        if (expected.ended()) {
            assertThat(process.isAlive()).isFalse();
            assertThat(process.exitValue()).isEqualTo(expected.code());
        }
    }

    private static void assertFits(String command, Expected expected, String output) {
        assertThat(expected.fits(output))
                .as(
                        "kubectl %s printed%n%s%n--- and was to print%n%s",
                        command, output, String.join("\n", expected.lines()))
                .isTrue();
    }

    private void write(String name, List<String> lines) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(requireNonNull(file.getParent()));
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    private String named(String text) {
        String result = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            result = result.replace("{" + name.getKey() + "}", name.getValue());
        }

        return result;
    }

    /// Ends what still runs.
    @Override
    public void close() throws InterruptedException {
        if (background != null) {
            background.destroy();
            background.waitFor();
        }
    }
}
