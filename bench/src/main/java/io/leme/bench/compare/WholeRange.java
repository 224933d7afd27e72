package io.leme.bench.compare;

import io.leme.bench.load.Connections;
import io.leme.bench.load.Keys;
import io.leme.bench.load.LoadDriver;
import io.leme.bench.load.Loads;
import io.leme.bench.load.Measurement;
import io.leme.bench.load.Pace;
import io.leme.bench.load.Phases;
import io.leme.bench.report.Figure;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.RangeResponse;

/// Reads of all keys with large values. The first answer is read in full and counted; later ones
/// must have its size.
final class WholeRange implements Workload {
    private static final int VALUE_BYTES = 1024;

    private final Connections connections;
    private final Keys keys;
    private long answerBytes;

    WholeRange(Connections connections, int count) {
        this.connections = connections;
        this.keys = new Keys("range/", count, VALUE_BYTES);
    }

    @Override
    public void prepare() throws InterruptedException {
        Workloads.fill(connections, keys);
        RangeResponse answer =
                KVGrpc.newBlockingStub(connections.get(0)).range(Loads.all(keys).build());
        if (answer.getKvsCount() != keys.count()) {
            throw new IllegalStateException(
                    "a range of %d keys, not %d".formatted(answer.getKvsCount(), keys.count()));
        }
        answerBytes = answer.getSerializedSize();
    }

    @Override
    public Observed run(Pace pace, Phases phases, Meter meter) throws InterruptedException {
        Measurement measurement =
                new LoadDriver(Loads.wholeRange(connections, keys, answerBytes), pace, phases)
                        .run(meter::open, meter::close);
        return Observed.of(measurement)
                .with(Figure.BYTES, measurement.perSecond() * answerBytes / 1e6);
    }
}
