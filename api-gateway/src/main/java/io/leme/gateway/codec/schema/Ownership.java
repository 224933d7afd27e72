package io.leme.gateway.codec.schema;

import java.util.List;

/// How finely server-side apply tells apart who owns what of a field's value.
public sealed interface Ownership {
    /// One owner for the whole value: scalars, and what is said to be atomic.
    record Whole() implements Ownership {}

    /// The fields of a structure or the keys of a map have owners of their own.
    record ByField() implements Ownership {}

    /// The elements of a list have owners of their own, told apart by these fields, sorted.
    record ByKey(List<String> keys) implements Ownership {
        public ByKey {
            keys = keys.stream().sorted().toList();
        }
    }

    /// The values of a list have owners of their own.
    record ByValue() implements Ownership {}
}
