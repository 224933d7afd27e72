package io.leme.store.judge.differential;

/// Draws the steps of a run: the same seed and the same answers of etcd give the same steps.
final class StepGenerator {
    private static final int SETTLE_EVERY = 400;

    private final Chance chance;
    private final KvSteps kv;
    private final TxnSteps txn;
    private final LeaseSteps lease;
    private final WatchSteps watch;
    private int drawn;

    StepGenerator(long seed, Known known) {
        this.chance = new Chance(seed);
        this.kv = new KvSteps(chance, known);
        this.txn = new TxnSteps(chance, known, kv);
        this.lease = new LeaseSteps(chance);
        this.watch = new WatchSteps(chance, known);
    }

    Step next() {
        drawn++;
        if (drawn % SETTLE_EVERY == 0) {
            return new Step.Settle();
        }
        int roll = chance.below(1_000);
        if (roll < 270) {
            return kv.range();
        }
        if (roll < 490) {
            return kv.put();
        }
        if (roll < 570) {
            return kv.delete();
        }
        if (roll < 820) {
            return txn.txn();
        }
        if (roll < 823) {
            return kv.compact();
        }
        return roll < 960 ? leaseStep() : watchStep();
    }

    private Step leaseStep() {
        return switch (chance.below(5)) {
            case 0 -> lease.grant();
            case 1 -> lease.revoke();
            case 2 -> lease.timeToLive();
            case 3 -> lease.list();
            default -> lease.keepAlive();
        };
    }

    private Step watchStep() {
        return chance.oneIn(3) ? watch.cancel() : watch.create();
    }
}
