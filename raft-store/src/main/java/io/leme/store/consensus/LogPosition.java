package io.leme.store.consensus;

/// A place in the log. `index` -1 and `term` 0 stand for "nothing yet".
public record LogPosition(long term, long index) {
    public static final LogPosition NONE = new LogPosition(0, -1);
}
