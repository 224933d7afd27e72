package io.leme.gateway.registry.custom;

import com.fasterxml.jackson.databind.JsonNode;
import io.leme.gateway.meta.GroupVersionKind;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The webhooks of the definitions in the catalog: one stays, with its connections, from catalog to
/// catalog for as long as its definition says the same of it.
///
/// One that is forgotten may still serve a watch that was opened before; when the last of these has
/// ended, its connections are closed.
///
/// Threads: that which makes the catalogs.
final class ConversionWebhooks {
    private final RandomGenerator random;
    private Map<Key, ConversionWebhook> asked = new HashMap<>();
    private Map<Key, ConversionWebhook> before = Map.of();

    private record Key(GroupVersionKind kind, JsonNode clientConfig) {}

    /// @param random numbers the requests
    ConversionWebhooks(RandomGenerator random) {
        this.random = random;
    }

    /// @param kind in the stored version
    /// @param clientConfig of the definition
    ConversionWebhook ask(GroupVersionKind kind, JsonNode clientConfig) {
        var key = new Key(kind, clientConfig);
        ConversionWebhook known = before.get(key);

        return asked.computeIfAbsent(key, _ -> known == null ? make(kind, clientConfig) : known);
    }

    private ConversionWebhook make(GroupVersionKind kind, JsonNode clientConfig) {
        String name = kind.apiVersion() + ", Kind=" + kind.kind();

        return new ConversionWebhook(name, clientConfig, random);
    }

    /// Begins a new catalog: what was not asked for since the last time is gone.
    void forgetUnasked() {
        before = asked;
        asked = new HashMap<>();
    }
}
