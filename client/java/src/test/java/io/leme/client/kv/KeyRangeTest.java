package io.leme.client.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class KeyRangeTest {
    private static final ByteSequence ZERO = ByteSequence.copyOf((byte) 0);

    @Test
    void aPrefixEndsBeforeTheNextOneOfItsLength() {
        KeyRange range = KeyRange.prefix(ByteSequence.utf8("/a/"));

        assertThat(range.end()).isEqualTo(ByteSequence.utf8("/a0"));
        assertThat(range.contains(ByteSequence.utf8("/a/"))).isTrue();
        assertThat(range.contains(ByteSequence.utf8("/a/zzz"))).isTrue();
        assertThat(range.contains(ByteSequence.utf8("/a0"))).isFalse();
        assertThat(range.contains(ByteSequence.utf8("/a"))).isFalse();
    }

    @Test
    void aPrefixThatEndsInTheLastByteCarriesOver() {
        KeyRange range = KeyRange.prefix(ByteSequence.copyOf((byte) 1, (byte) 0xff));

        assertThat(range.end()).isEqualTo(ByteSequence.copyOf((byte) 2));
    }

    @Test
    void aPrefixOfLastBytesHasNoEnd() {
        KeyRange range = KeyRange.prefix(ByteSequence.copyOf((byte) 0xff, (byte) 0xff));

        assertThat(range.end()).isEqualTo(ZERO);
        assertThat(range.contains(ByteSequence.copyOf((byte) 0xff, (byte) 0xff, (byte) 9)))
                .isTrue();
    }

    @Test
    void noPrefixIsEverything() {
        assertThat(KeyRange.prefix(ByteSequence.empty())).isEqualTo(KeyRange.all());
        assertThat(KeyRange.all()).isEqualTo(new KeyRange(ZERO, ZERO));
    }

    @Test
    void aSingleKeyIsOnlyItself() {
        KeyRange range = KeyRange.single(ByteSequence.utf8("a"));

        assertThat(range.isSingle()).isTrue();
        assertThat(range.contains(ByteSequence.utf8("a"))).isTrue();
        assertThat(range.contains(ByteSequence.utf8("aa"))).isFalse();
    }

    @Test
    void theNextPageBeginsRightAfterTheLastKey() {
        KeyRange rest = KeyRange.prefix(ByteSequence.utf8("a")).after(ByteSequence.utf8("ab"));

        assertThat(rest.contains(ByteSequence.utf8("ab"))).isFalse();
        assertThat(rest.contains(ByteSequence.utf8("ab").successor())).isTrue();
        assertThat(rest.end()).isEqualTo(ByteSequence.utf8("b"));
    }

    @Test
    void emptyKeysAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRange.single(ByteSequence.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRange.between(ZERO, ByteSequence.empty()));
    }
}
