package io.leme.store.judge.differential;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/// Stories that are told to an etcd and to the store, one after the other, by the tests of a class;
/// after each of them both must have answered alike.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BesideEtcd {
    private final String title;
    private Pair pair;

    /// @param title names the logs
    BesideEtcd(String title) {
        this.title = title;
    }

    Pair pair() {
        return pair;
    }

    @BeforeAll
    void start() {
        pair = Pair.start(title);
    }

    @AfterEach
    void theyAnsweredAlike() {
        pair.assertAlike();
    }

    @AfterAll
    void stop() {
        if (pair != null) {
            pair.close();
        }
    }
}
