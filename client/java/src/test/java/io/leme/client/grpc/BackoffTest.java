package io.leme.client.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BackoffTest {
    @Test
    void pausesDoubleUpToASecond() {
        Backoff backoff = new Backoff(() -> 0.5);

        for (long expected : new long[] {25, 50, 100, 200, 400, 800, 1000, 1000}) {
            assertThat(backoff.nextMillis()).isEqualTo(expected);
        }
    }

    @Test
    void successStartsOver() {
        Backoff backoff = new Backoff(() -> 0.5);
        backoff.nextMillis();
        backoff.nextMillis();

        backoff.reset();

        assertThat(backoff.nextMillis()).isEqualTo(25);
    }

    @Test
    void chanceMovesAPauseByAQuarterAtMost() {
        assertThat(new Backoff(() -> 0).nextMillis()).isEqualTo(19);
        assertThat(new Backoff(() -> 1).nextMillis()).isEqualTo(31);
    }
}
