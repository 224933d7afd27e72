package io.leme.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.admission.AdmissionChain;
import io.leme.gateway.codec.schema.KindSchemas;
import io.leme.gateway.codec.schema.ProtobufSchemas;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.meta.WriteOptions;
import io.leme.gateway.registry.kind.BuiltInKinds;
import io.leme.gateway.storage.keyed.HeapKeySpace;
import io.leme.gateway.storage.keyed.KeyObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventExpiryTest {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

    private final HeapKeySpace keys = new HeapKeySpace();
    private final ResourceCatalog catalog =
            BuiltInKinds.catalog(
                    new EngineParts(
                            new KindSchemas(ProtobufSchemas.load()),
                            new AdmissionChain(List.of()),
                            InstantSource.fixed(START),
                            new Random(7)),
                    type -> new KeyObjectStore(keys, type));
    private final Resource events =
            catalog.find(new GroupVersionResource("", "v1", "events")).orElseThrow();

    @Test
    void eventsGoAnHourAfterTheyWereLastTold() {
        new Bootstrap(catalog).run();
        create("old", START);
        create("told-again", START.plus(Duration.ofMinutes(30)));
        create("to-come", START.plus(Duration.ofDays(9)));

        sweepAt(START.plus(Duration.ofMinutes(59)));
        assertThat(names()).containsExactly("old", "to-come", "told-again");

        sweepAt(START.plus(Duration.ofMinutes(61)));
        assertThat(names()).containsExactly("told-again");
    }

    private void sweepAt(Instant time) {
        try (EventExpiry expiry = new EventExpiry(catalog, InstantSource.fixed(time))) {
            expiry.sweep();
        }
    }

    private List<String> names() {
        return events.list("", ListOptions.ALL).items().stream()
                .map(event -> event.meta().name())
                .toList();
    }

    private void create(String name, Instant last) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("kind", "Event").put("apiVersion", "v1").put("lastTimestamp", last.toString());
        event.putObject("metadata").put("name", name);
        event.putObject("involvedObject").put("namespace", "default");
        events.create(RequestContext.GATEWAY, "default", event, WriteOptions.DEFAULT);
    }
}
