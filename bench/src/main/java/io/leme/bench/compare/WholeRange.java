package io.leme.bench.compare;

import io.leme.bench.load.Connections;
import io.leme.bench.load.Keys;
import io.leme.bench.load.Load;
import io.leme.bench.load.LoadDriver;
import io.leme.bench.load.Loads;
import io.leme.bench.load.Measurement;
import io.leme.bench.load.Pace;
import io.leme.bench.load.Phases;
import io.leme.bench.load.RangeStreamLoad;
import io.leme.bench.report.Figure;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.RangeResponse;
import io.leme.wire.rpc.RangeStreamResponse;
import java.util.Iterator;

/// Reads of all keys with large values. The first answer is read in full and counted; later ones
/// must have its size, whether they come whole or in pieces.
final class WholeRange implements Workload {
    private static final int VALUE_BYTES = 1024;

    private final Connections connections;
    private final Keys keys;
    private final Answer form;
    private long answerBytes;

    enum Answer {
        WHOLE,
        PIECES
    }

    WholeRange(Connections connections, int count, Answer form) {
        this.connections = connections;
        this.form = form;
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
        if (form == Answer.PIECES) {
            requireAllKeysInPieces();
        }
    }

    private void requireAllKeysInPieces() {
        Iterator<RangeStreamResponse> pieces =
                KVGrpc.newBlockingStub(connections.get(0)).rangeStream(Loads.all(keys).build());
        int found = 0;
        while (pieces.hasNext()) {
            found += pieces.next().getRangeResponse().getKvsCount();
        }
        if (found != keys.count()) {
            throw new IllegalStateException(
                    "a stream of %d keys, not %d".formatted(found, keys.count()));
        }
    }

    @Override
    public Observed run(Pace pace, Phases phases, Meter meter) throws InterruptedException {
        Load load =
                switch (form) {
                    case WHOLE -> Loads.wholeRange(connections, keys, answerBytes);
                    case PIECES -> new RangeStreamLoad(connections, keys, answerBytes);
                };
        Measurement measurement = new LoadDriver(load, pace, phases).run(meter::open, meter::close);
        return Observed.of(measurement)
                .with(Figure.BYTES, measurement.perSecond() * answerBytes / 1e6);
    }
}
