package io.leme.bench.compare;

import io.leme.bench.load.Connections;
import io.leme.bench.load.KeepAliveLoad;
import io.leme.bench.load.LoadDriver;
import io.leme.bench.load.Pace;
import io.leme.bench.load.Phases;
import org.jspecify.annotations.Nullable;

/// Keep-alives of leases that are granted at the start.
final class KeepAlives implements Workload {
    private final Connections connections;
    private final int inFlight;
    private @Nullable KeepAliveLoad load;

    KeepAlives(Connections connections, int inFlight) {
        this.connections = connections;
        this.inFlight = inFlight;
    }

    @Override
    public void prepare() {
        load = KeepAliveLoad.open(connections, inFlight);
    }

    @Override
    public Observed run(Pace pace, Phases phases, Meter meter) throws InterruptedException {
        KeepAliveLoad opened = load;
        if (opened == null) {
            throw new IllegalStateException("no lease was granted yet");
        }
        return Observed.of(new LoadDriver(opened, pace, phases).run(meter::open, meter::close));
    }

    @Override
    public void close() {
        if (load != null) {
            load.close();
        }
    }
}
