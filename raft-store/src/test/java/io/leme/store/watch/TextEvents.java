package io.leme.store.watch;

import io.leme.store.base.Bytes;
import io.leme.store.command.KeyValue;
import io.leme.store.mvcc.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// Events as a person reads them: `PUT a=1`, `DELETE a`, with `(was 0)` for the previous value.
final class TextEvents implements EventEncoder {
    @Override
    public byte[] encode(Event event, boolean withPrevious) {
        KeyValue kv = event.kv();
        String text =
                switch (event.kind()) {
                    case PUT -> "PUT " + kv.key() + "=" + kv.value().toUtf8();
                    case DELETE -> "DELETE " + kv.key();
                };
        if (withPrevious) {
            text +=
                    event.previous()
                            .map(KeyValue::value)
                            .map(Bytes::toUtf8)
                            .map(value -> " (was " + value + ")")
                            .orElse("");
        }
        return (text + " @" + kv.modRevision()).getBytes(StandardCharsets.UTF_8);
    }

    static String read(List<byte[]> encoded) {
        return encoded.stream()
                .map(event -> new String(event, StandardCharsets.UTF_8))
                .collect(Collectors.joining("; "));
    }
}
