package io.leme.store.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leme.store.base.MalformedBytesException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class EnvelopeCodecTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/command");

    static Stream<String> samples() {
        return Samples.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsEncodedIsDecoded(String sample) {
        Envelope envelope = envelope(sample);

        byte[] encoded = EnvelopeCodec.encode(envelope);

        assertThat(EnvelopeCodec.decode(ByteBuffer.wrap(encoded))).containsExactly(envelope);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anEntryMayHoldSeveralEnvelopes(String sample) {
        Envelope first = envelope(sample);
        Envelope second = new Envelope(3, 4, List.of(command(sample), command(sample)));
        byte[] encoded = EnvelopeCodec.encode(first);
        byte[] joined =
                Arrays.copyOf(encoded, encoded.length + EnvelopeCodec.encode(second).length);
        System.arraycopy(
                EnvelopeCodec.encode(second),
                0,
                joined,
                encoded.length,
                joined.length - encoded.length);

        assertThat(EnvelopeCodec.decode(ByteBuffer.wrap(joined))).containsExactly(first, second);
    }

    /// Logs of earlier releases hold these very bytes.
    @ParameterizedTest
    @MethodSource("samples")
    void theEncodingIsFrozen(String sample) throws IOException {
        byte[] encoded = EnvelopeCodec.encode(envelope(sample));
        Path golden = GOLDEN.resolve(sample + ".hex");
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(golden, HexFormat.of().formatHex(encoded) + "\n");
        }

        String known = Files.readString(golden, StandardCharsets.US_ASCII).strip();

        assertThat(HexFormat.of().formatHex(encoded))
                .as("the encoding of %s is in released logs: add a new version beside it", sample)
                .isEqualTo(known);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theSizeIsKnownWithoutEncoding(String sample) {
        Command command = command(sample);
        int alone = EnvelopeCodec.encode(new Envelope(1, 2, List.of(command))).length;
        int empty = EnvelopeCodec.encode(new Envelope(1, 2, List.of())).length;

        assertThat(EnvelopeCodec.encodedSize(command)).isEqualTo(alone - empty);
        assertThat(empty).isLessThan(32);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anEntryThatIsCutOffIsRefused(String sample) {
        byte[] encoded = EnvelopeCodec.encode(envelope(sample));
        for (int length = 0; length < encoded.length; length++) {
            ByteBuffer cut = ByteBuffer.wrap(encoded, 0, length);

            assertThatThrownBy(() -> EnvelopeCodec.decode(cut))
                    .as("the first %d of %d bytes", length, encoded.length)
                    .isInstanceOf(MalformedBytesException.class);
        }
    }

    /// Most of these bytes announce lengths that are not there; a decoder that believed them would
    /// run out of memory.
    @ParameterizedTest
    @MethodSource("samples")
    void rubbishIsRefusedOrReadButNeverHarms(String sample) {
        byte[] encoded = EnvelopeCodec.encode(envelope(sample));
        var random = new Random(sample.hashCode());
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = encoded.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            refused += isRefused(damaged) ? 1 : 0;
        }
        assertThat(refused).isPositive();
    }

    @Test
    void transactionsNestedWithoutEndAreRefused() {
        byte[] head = EnvelopeCodec.encode(new Envelope(1, 2, List.of()));
        byte[] deep = Arrays.copyOf(head, 1 << 20);
        deep[head.length - 1] = 1;
        for (int i = head.length; i + 2 < deep.length; i += 3) {
            deep[i] = Tags.TXN;
            deep[i + 2] = 1;
        }

        assertThatThrownBy(() -> EnvelopeCodec.decode(ByteBuffer.wrap(deep)))
                .isInstanceOf(MalformedBytesException.class)
                .hasMessageContaining("nested deeper");
    }

    @Test
    void anEntryOfALaterReleaseIsRefusedByName() {
        byte[] encoded = EnvelopeCodec.encode(new Envelope(1, 2, List.of()));
        encoded[0] = 2;

        assertThatThrownBy(() -> EnvelopeCodec.decode(ByteBuffer.wrap(encoded)))
                .isInstanceOf(MalformedBytesException.class)
                .hasMessageContaining("version 2");
    }

    @Test
    void anEntryMayLieInNativeMemory() {
        var envelope = new Envelope(1, 2, new ArrayList<>(Samples.all().values()));
        byte[] encoded = EnvelopeCodec.encode(envelope);
        ByteBuffer direct = ByteBuffer.allocateDirect(encoded.length).put(encoded).flip();

        assertThat(EnvelopeCodec.decode(direct.asReadOnlyBuffer())).containsExactly(envelope);
    }

    private static boolean isRefused(byte[] bytes) {
        try {
            EnvelopeCodec.decode(ByteBuffer.wrap(bytes));
            return false;
        } catch (MalformedBytesException refused) {
            return true;
        }
    }

    private static Envelope envelope(String sample) {
        return new Envelope(-1, 0x0102_0304_0506_0708L, List.of(command(sample)));
    }

    private static Command command(String sample) {
        Command command = Samples.all().get(sample);
        assertThat(command).isNotNull();
        return command;
    }
}
