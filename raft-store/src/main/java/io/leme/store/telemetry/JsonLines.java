package io.leme.store.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.slf4j.event.KeyValuePair;

/// Writes each event of the log as a JSON object on a line of its own, with the names that etcd's
/// log has: `level`, `ts`, `logger`, `msg`, then the facts of the event, each under its own name,
/// and `error` and `stacktrace` where something was thrown.
///
/// Threads: any; nothing is kept between events.
public final class JsonLines extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};
    private static final int USUAL_BYTES = 256;

    private final JsonFactory json = new JsonFactory();

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator object = json.createGenerator(line)) {
            object.writeStartObject();
            write(event, object);
            object.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        line.writeBytes("\n".getBytes(UTF_8));
        return line.toByteArray();
    }

    private static void write(ILoggingEvent event, JsonGenerator object) throws IOException {
        object.writeStringField("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
        object.writeStringField("ts", event.getInstant().toString());
        object.writeStringField("logger", event.getLoggerName());
        object.writeStringField("msg", event.getFormattedMessage());
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair fact : event.getKeyValuePairs()) {
                object.writeFieldName(fact.key);
                write(fact.value, object);
            }
        }
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            object.writeStringField("error", thrown.getClassName() + ": " + thrown.getMessage());
            object.writeStringField("stacktrace", ThrowableProxyUtil.asString(thrown));
        }
    }

    private static void write(Object value, JsonGenerator to) throws IOException {
        switch (value) {
            case Integer number -> to.writeNumber(number);
            case Long number -> to.writeNumber(number);
            case Iterable<?> many -> {
                to.writeStartArray();
                for (Object one : many) {
                    write(one, to);
                }
                to.writeEndArray();
            }
            default -> to.writeString(value.toString());
        }
    }
}
