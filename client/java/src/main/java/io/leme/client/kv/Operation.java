package io.leme.client.kv;

import java.util.function.Function;

/// One step of a transaction.
public sealed interface Operation {
    /// Reads; sees what the steps before it did.
    record Range(KeyRange keys, RangeOptions options) implements Operation {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.range.apply(this);
        }
    }

    record Put(ByteSequence key, ByteSequence value, PutOptions options) implements Operation {
        public Put {
            if (key.isEmpty()) {
                throw new IllegalArgumentException("a key is not empty");
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.put.apply(this);
        }
    }

    record Delete(KeyRange keys, DeleteOptions options) implements Operation {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.delete.apply(this);
        }
    }

    /// A transaction inside. Its conditions see the store as it was before the outer one.
    record Nested(Txn txn) implements Operation {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.nested.apply(this);
        }
    }

    static Operation range(KeyRange keys, RangeOptions options) {
        return new Range(keys, options);
    }

    /// Reads one key.
    static Operation get(ByteSequence key) {
        return new Range(KeyRange.single(key), RangeOptions.standard());
    }

    static Operation put(ByteSequence key, ByteSequence value) {
        return new Put(key, value, PutOptions.standard());
    }

    static Operation put(ByteSequence key, ByteSequence value, PutOptions options) {
        return new Put(key, value, options);
    }

    static Operation delete(ByteSequence key) {
        return new Delete(KeyRange.single(key), DeleteOptions.standard());
    }

    static Operation delete(KeyRange keys, DeleteOptions options) {
        return new Delete(keys, options);
    }

    static Operation nested(Txn txn) {
        return new Nested(txn);
    }

    /// Calls the one function that fits.
    <R> R match(Cases<R> cases);

    /// One function per kind of operation, all of them: the exhaustive switch that Java 17 doesn't
    /// have yet.
    record Cases<R>(
            Function<Range, R> range,
            Function<Put, R> put,
            Function<Delete, R> delete,
            Function<Nested, R> nested) {}
}
