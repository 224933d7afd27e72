package io.leme.gateway.http.openapi;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/// Short texts on kinds (`ConfigMap`) and fields (`ConfigMap.data`), from a file beside this class.
final class Descriptions {
    private static final String FILE = "descriptions.properties";

    private final Properties texts;

    private Descriptions(Properties texts) {
        this.texts = texts;
    }

    static Descriptions load() {
        var texts = new Properties();
        try (var stream = Descriptions.class.getResourceAsStream(FILE);
                Reader reader =
                        new InputStreamReader(
                                Objects.requireNonNull(stream, FILE), StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Descriptions(texts);
    }

    /// Empty where there is nothing to say.
    String kind(String kind) {
        return texts.getProperty(kind, "");
    }

    /// Empty where there is nothing to say.
    String field(String kind, String field) {
        return texts.getProperty(kind + "." + field, texts.getProperty("*." + field, ""));
    }
}
