package io.leme.client.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class ByteSequenceTest {
    @Test
    void bytesCompareAsUnsigned() {
        assertThat(bytes(0x7f)).isLessThan(bytes(0x80));
        assertThat(bytes(1)).isLessThan(bytes(1, 0));
        assertThat(bytes()).isLessThan(bytes(0));
    }

    @Test
    void equalBytesAreEqualAndHashAlike() {
        assertThat(bytes(1, 2)).isEqualTo(bytes(1, 2)).hasSameHashCodeAs(bytes(1, 2));
        assertThat(bytes(1, 2)).isNotEqualTo(bytes(1, 3));
    }

    @Test
    void copiesAreNotTouchedByWhatHappensToTheSource() {
        byte[] source = {1};
        ByteSequence copy = ByteSequence.copyOf(source);
        ByteSequence ofBuffer = ByteSequence.copyOf(ByteBuffer.wrap(source));
        byte[] out = copy.toByteArray();

        source[0] = 2;
        out[0] = 3;

        assertThat(copy).isEqualTo(bytes(1)).isEqualTo(ofBuffer);
    }

    @Test
    void whatIsWrappedIsNotCopied() {
        byte[] source = {1};

        assertThat(ByteSequence.wrap(source).array()).isSameAs(source);
    }

    @Test
    void theSuccessorFollowsWithNothingBetween() {
        assertThat(bytes(5).successor()).isEqualTo(bytes(5, 0));
    }

    @Test
    void partsAndJoins() {
        assertThat(bytes(1, 2, 3).startsWith(bytes(1, 2))).isTrue();
        assertThat(bytes(1, 2).startsWith(bytes(1, 2, 3))).isFalse();
        assertThat(bytes(1, 2, 3).substring(1)).isEqualTo(bytes(2, 3));
        assertThat(bytes(1).concat(bytes(2))).isEqualTo(bytes(1, 2));
    }

    @Test
    void logsShowTextOrHexAndNotTooMuch() {
        assertThat(ByteSequence.utf8("/registry/pods")).hasToString("/registry/pods");
        assertThat(bytes(0, 0xff)).hasToString("0x00ff");
        assertThat(ByteSequence.utf8("x".repeat(100)).toString())
                .endsWith("... (100 bytes)")
                .hasSizeLessThan(90);
    }

    private static ByteSequence bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return ByteSequence.wrap(bytes);
    }
}
