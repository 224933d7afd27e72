package io.leme.client.kv;

/// The order of a range's keys.
///
/// Any order but ascending keys makes the store read the whole range before it cuts to the limit.
/// The one exception is etcd's: [Order#NONE] with a field other than the key sorts what the limit
/// left.
public record Sort(Order order, Field field) {
    /// As the store has them, which is by key.
    public static final Sort NONE = new Sort(Order.NONE, Field.KEY);

    /// Which way.
    public enum Order {
        NONE,
        ASCENDING,
        DESCENDING
    }

    /// By what.
    public enum Field {
        KEY,
        VERSION,
        CREATE_REVISION,
        MOD_REVISION,
        VALUE
    }

    public static Sort ascending(Field field) {
        return new Sort(Order.ASCENDING, field);
    }

    public static Sort descending(Field field) {
        return new Sort(Order.DESCENDING, field);
    }
}
