package io.leme.store.judge.jetcd;

import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/// What jetcd can do, with three members that live through all of it.
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JetcdTest {
    private Cluster cluster;

    @BeforeAll
    void start() {
        cluster =
                Cluster.start(
                        ClusterPlan.of(Program.subject(), 3).withFlags("--bcrypt-cost=4"), "jetcd");
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Nested
    class Keys extends WithKeys {
        Keys() {
            super(cluster);
        }
    }

    @Nested
    class Watches extends WithWatches {
        Watches() {
            super(cluster);
        }
    }

    @Nested
    class Leases extends WithLeases {
        Leases() {
            super(cluster);
        }
    }

    @Nested
    class Locks extends WithLocks {
        Locks() {
            super(cluster);
        }
    }

    @Nested
    class Users extends WithUsers {
        Users() {
            super(cluster);
        }
    }

    @Nested
    class Members extends WithMembers {
        Members() {
            super(cluster);
        }
    }

    @Nested
    class TwoClients extends BesideEtcdctl {
        TwoClients() {
            super(cluster);
        }
    }
}
