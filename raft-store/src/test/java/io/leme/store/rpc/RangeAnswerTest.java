package io.leme.store.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Drainable;
import io.leme.store.base.Bytes;
import io.leme.wire.kv.KeyValue;
import io.leme.wire.rpc.RangeResponse;
import io.leme.wire.rpc.RangeStreamResponse;
import io.leme.wire.rpc.ResponseHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeAnswerTest {
    private static final RangeResponse REST =
            RangeResponse.newBuilder()
                    .setHeader(ResponseHeader.newBuilder().setRevision(7).setRaftTerm(2))
                    .setCount(9)
                    .setMore(true)
                    .build();

    private final Chunks chunks = new Chunks(4L * Chunks.CHUNK_BYTES);

    /// Values that fill pieces to the brim, go beyond them, or are missing.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 127, 128, 511, 16_383, 16_384, 100_000, 262_100, 300_000})
    void whatIsSentIsWhatGeneratedCodeWouldSend(int valueBytes) throws IOException {
        RangeResponse wanted = answer(valueBytes, 9);

        byte[] whole = drained(RangeAnswer.WHOLE.stream(packed(wanted)));
        byte[] piece = drained(RangeAnswer.PIECE.stream(packed(wanted)));

        assertThat(RangeResponse.parseFrom(whole)).isEqualTo(wanted);
        assertThat(whole).hasSize(wanted.getSerializedSize());
        assertThat(RangeStreamResponse.parseFrom(piece).getRangeResponse()).isEqualTo(wanted);
    }

    @Test
    void theInProcessTransportReadsWhatTheNetworkIsSent() throws IOException {
        RangeResponse wanted = answer(100_000, 9);

        try (InputStream read = RangeAnswer.WHOLE.stream(packed(wanted))) {
            assertThat(read.available()).isEqualTo(wanted.getSerializedSize());
            assertThat(RangeResponse.parseFrom(read)).isEqualTo(wanted);
            assertThat(read.available()).isZero();
        }
    }

    @Test
    void anAnswerOfNoKeysIsTheRest() throws IOException {
        assertThat(RangeResponse.parseFrom(drained(RangeAnswer.WHOLE.stream(packed(REST)))))
                .isEqualTo(REST);
    }

    @Test
    void theSpaceOfASentAnswerIsUsedAgain() throws IOException {
        byte[] chunk = chunks.take();
        chunks.give(chunk);
        byte[] first = drained(RangeAnswer.WHOLE.stream(packed(answer(1000, 300))));

        assertThat(first.length).isGreaterThan(Chunks.CHUNK_BYTES);
        assertThat(chunks.take()).isSameAs(chunk);
    }

    /// Gives the keys of `response` to a sink, as storage does.
    private RangeAnswer packed(RangeResponse response) {
        PackedKeys keys = new PackedKeys(chunks);
        for (KeyValue kv : response.getKvsList()) {
            keys.take(
                    Bytes.wrap(kv.getKey().toByteArray()),
                    kv.getValue().asReadOnlyByteBuffer(),
                    kv.getCreateRevision(),
                    kv.getModRevision(),
                    kv.getVersion(),
                    kv.getLease());
        }
        assertThat(keys.count()).isEqualTo(response.getKvsCount());
        return new RangeAnswer(response.toBuilder().clearKvs().build(), keys);
    }

    private static RangeResponse answer(int valueBytes, int keys) {
        RangeResponse.Builder answer = REST.toBuilder();
        for (int number = 0; number < keys; number++) {
            byte[] value = new byte[valueBytes == 0 ? 0 : valueBytes + number];
            Arrays.fill(value, (byte) number);
            answer.addKvs(
                    KeyValue.newBuilder()
                            .setKey(ByteString.copyFromUtf8("key/" + number))
                            .setValue(ByteString.copyFrom(value))
                            .setCreateRevision(1L << number)
                            .setModRevision(Long.MAX_VALUE >>> number)
                            .setVersion(number)
                            .setLease(number % 2 == 0 ? 0 : -number));
        }
        return answer.build();
    }

    private static byte[] drained(InputStream frame) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int announced = frame.available();
        int sent = ((Drainable) frame).drainTo(bytes);
        frame.close();
        assertThat(sent).isEqualTo(announced).isEqualTo(bytes.size());
        return bytes.toByteArray();
    }
}
