package io.leme.store.watch;

import io.leme.store.base.KeyRange;
import io.leme.store.mvcc.Event;

/// Which events a watcher wants, and in which form. Watchers of equal selections share bytes.
public record Selection(
        KeyRange range, boolean withoutPuts, boolean withoutDeletes, boolean withPrevious) {
    boolean takes(Event event) {
        return switch (event.kind()) {
            case PUT -> !withoutPuts;
            case DELETE -> !withoutDeletes;
        };
    }
}
