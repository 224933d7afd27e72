package io.leme.gateway.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StringFormatTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bsonobjectid | 507f1f77bcf86cd799439011 | 507f1f77bcf86cd79943901",
                "uri | https://a.example:8443/b?c=d | a/b",
                "uri | /path | http://a b/",
                "uri | mailto:a@b.example | http://a.example:port/",
                "uri | http://[::1]:80/ | http://a.example/%zz",
                "email | a.b+c@d.example | a@b@c",
                "email | Ann <a@b.example> | a b@c.example",
                "hostname | a-1.example | a_b.example",
                "hostname | localhost | -a.example",
                "ipv4 | 10.0.0.255 | 10.0.0.256",
                "ipv4 | 0.0.0.0 | 10.0.0.01",
                "ipv6 | 2001:db8::1 | 2001:db8:::1",
                "ipv6 | ::ffff:1.2.3.4 | fe80::1%eth0",
                "cidr | 10.1.2.3/8 | 10.0.0.0/33",
                "cidr | 2001:db8::/32 | 10.0.0.0",
                "mac | 01:23:45:67:89:ab | 01:23-45:67:89:ab",
                "mac | 0123.4567.89ab | 0123.4567",
                "uuid | A987FBC9-4BED-3078-CF07-9141BA07C9F3 | A987FBC9-4BED-3078-CF07",
                "uuid3 | a987fbc94bed3078cf079141ba07c9f3 | a987fbc94bed40788f079141ba07c9f3",
                "uuid4 | 57b7359887644ad0a76a679bb6640eb1 | 57b7359887644ad0076a679bb6640eb1",
                "uuid5 | 987fbc974bed5078af079141ba07c9f3 | 987fbc974bed4078af079141ba07c9f3",
                "isbn | 978-3-16-148410-0 | 978-3-16-148410-1",
                "isbn10 | 0-306-40615-2 | 0-306-40615-3",
                "isbn13 | 9783161484100 | 0306406152",
                "creditcard | 4111-1111-1111-1111 | 4111-1111-1111-1112",
                "ssn | 123-45-6789 | 123-456-789",
                "hexcolor | #00ff7f | #00ff7",
                "rgbcolor | rgb(0, 255, 7) | rgb(0, 256, 7)",
                "byte | aGVsbG8= | aGVsbG8",
                "date | 2026-02-28 | 2026-02-30",
                "date-time | 2026-02-28T01:02:03.5Z | 2026-02-28T25:02:03Z",
                "datetime | 2026-02-28t01:02:03+01:00 | 2026-02-28 01:02:03Z",
                "duration | 1h30m | 1 fortnight",
                "duration | 3 weeks | h",
            })
    void theFormatTellsOneFromTheOther(String name, String good, String bad) {
        StringFormat format = StringFormat.named(name).orElseThrow();

        assertThat(format.matches(good)).as(good).isTrue();
        assertThat(format.matches(bad)).as(bad).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aVeryLongTextIsJudgedToo(StringFormat format) {
        for (String piece : List.of("a.", "%41", "1h", "aaaa", "0:", "://a.", "-")) {
            assertThatNoException().isThrownBy(() -> format.matches(piece.repeat(50_000)));
            assertThatNoException()
                    .isThrownBy(() -> format.matches("http://" + piece.repeat(50_000)));
        }
    }

    @ParameterizedTest
    @CsvSource({"int-or-string", "int32", "anything"})
    void anyOtherWordAsksForNothing(String name) {
        assertThat(StringFormat.named(name)).isEmpty();
    }
}
