package io.leme.store.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageTest {
    /// Ranges are `from-end`; without an end one key, with `*` an open end.
    @ParameterizedTest
    @CsvSource({
        "a-c,             a,   true",
        "a-c,             c,   false",
        "a-c,             a-c, true",
        "a-c,             a-d, false",
        "a-c,             b-*, false",
        "a-b b-c,         a-c, true",
        "b-c a-b,         a-c, true",
        "a-b c-d,         a-d, false",
        "a-d b-c,         a-d, true",
        "a-*,             b-*, true",
        "a-b b-*,         a-z, true",
        "a,               a,   true",
        "a,               a-b, false",
        "b-c,             a-c, false",
        "a-c,             c-a, false",
    })
    void rangesCoverWhatTheyHoldTogether(String granted, String wanted, boolean covered) {
        List<KeyRange> ranges =
                Arrays.stream(granted.strip().split(" ")).map(CoverageTest::range).toList();

        assertThat(Coverage.covers(ranges, range(wanted))).isEqualTo(covered);
    }

    private static KeyRange range(String text) {
        String[] ends = text.split("-", -1);
        if (ends.length == 1) {
            return KeyRange.single(Bytes.utf8(ends[0]));
        }
        return new KeyRange(
                Bytes.utf8(ends[0]), ends[1].equals("*") ? KeyRange.OPEN_END : Bytes.utf8(ends[1]));
    }
}
