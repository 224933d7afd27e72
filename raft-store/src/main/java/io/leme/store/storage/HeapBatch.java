package io.leme.store.storage;

import io.leme.store.base.Bytes;
import java.util.ArrayList;
import java.util.List;

/// Changes to a [HeapTables], kept until they are written.
final class HeapBatch implements Batch {
    private final List<Step> steps = new ArrayList<>();

    @FunctionalInterface
    private interface Step {
        void applyTo(HeapTables tables);
    }

    @Override
    public void put(Table table, Bytes key, Bytes value) {
        steps.add(tables -> tables.of(table).put(key, value));
    }

    @Override
    public void delete(Table table, Bytes key) {
        steps.add(tables -> tables.of(table).remove(key));
    }

    @Override
    public void deleteRange(Table table, Bytes from, Bytes until) {
        steps.add(tables -> tables.of(table).subMap(from, until).clear());
    }

    void applyTo(HeapTables tables) {
        for (Step step : steps) {
            step.applyTo(tables);
        }
    }
}
