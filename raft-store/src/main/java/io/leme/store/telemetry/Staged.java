package io.leme.store.telemetry;

import java.util.List;

/// Something on its way to a caller that has noted when it passed the stops of that way.
public interface Staged {
    /// The stages of the call which it answers. To be asked when that is answered, and not before.
    List<Stages.Stage> stages(long beganNanos, long endedNanos);
}
