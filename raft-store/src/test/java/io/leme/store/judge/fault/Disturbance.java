package io.leme.store.judge.fault;

import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.Eventually;
import io.leme.store.judge.process.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Does harm to members, drawn from a seed, and undoes it: `kill -9` and start, freeze and thaw,
/// SIGTERM and start, all killed at once. At most one member is down at a time, all of them now and
/// then.
///
/// What it waits for between two deeds is progress of the clients, not time alone.
final class Disturbance {
    private static final Duration PROGRESS = Duration.ofSeconds(30);
    private static final int WRITES_BETWEEN = 200;

    private final Cluster cluster;
    private final Clients clients;
    private final SplittableRandom random;
    private final List<String> deeds = new ArrayList<>();

    Disturbance(Cluster cluster, Clients clients, long seed) {
        this.cluster = cluster;
        this.clients = clients;
        this.random = new SplittableRandom(seed);
    }

    /// Goes on until the time is over; returns what was done. All members run afterwards.
    List<String> run(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            awaitProgress();
            disturb();
        }
        awaitProgress();
        return deeds;
    }

    private void awaitProgress() {
        long goal = clients.acknowledged() + WRITES_BETWEEN;
        Eventually.eventually(
                PROGRESS, "writes go on after " + deeds, () -> clients.acknowledged() >= goal);
    }

    private void disturb() {
        Member member = cluster.member(random.nextInt(cluster.members().size()));
        String name = member.settings().name();
        switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> {
                deeds.add("kill " + name);
                member.kill();
                awaitProgress();
                member.start();
                member.awaitReady();
            }
            case 4, 5 -> {
                deeds.add("freeze " + name);
                member.pause();
                try {
                    awaitProgress();
                } finally {
                    member.resume();
                }
            }
            case 6 -> {
                deeds.add("terminate " + name);
                member.terminate();
                member.awaitEnd(Duration.ofSeconds(20));
                member.start();
                member.awaitReady();
            }
            default -> {
                deeds.add("kill all");
                cluster.members().forEach(Member::kill);
                cluster.startAll();
            }
        }
    }
}
