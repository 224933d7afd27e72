package io.leme.bench.gateway;

import io.netty.handler.codec.http.HttpMethod;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Renewals of node leases: each names the version that its last answer told, as kubelets do.
///
/// A lease belongs to one lane, so its renewals come one after the other.
final class Leases implements HttpLoad.Sort {
    private static final int EACH_LANE = 16;
    private static final int READ_BYTES = 2048;

    private final int lanes;
    private final AtomicReferenceArray<String> versions;

    Leases(int lanes) {
        this.lanes = lanes;
        this.versions = new AtomicReferenceArray<>(lanes * EACH_LANE);
    }

    @Override
    public void send(Lanes into, int lane, long number, Answer answer) {
        int lease = lease(lane, number);
        String version = versions.get(lease);
        if (version == null) {
            byte[] body = Bodies.lease(lease, "", Instant.now());
            into.send(lane, HttpMethod.POST, Bodies.LEASES, body, answer);
        } else {
            String path = Bodies.LEASES + "/" + Bodies.leaseName(lease);
            into.send(
                    lane,
                    HttpMethod.PUT,
                    path,
                    Bodies.lease(lease, version, Instant.now()),
                    answer);
        }
    }

    @Override
    public void read(int lane, long number, String answer) {
        String version = Versions.first(answer);
        if (!version.isEmpty()) {
            versions.set(lease(lane, number), version);
        }
    }

    @Override
    public int readBytes() {
        return READ_BYTES;
    }

    private int lease(int lane, long number) {
        return (int) (number / lanes % EACH_LANE) * lanes + lane;
    }
}
