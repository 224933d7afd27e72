package io.leme.client.kv;

import java.util.function.Function;

/// A condition of a transaction on one key, or on every key of a range.
///
/// A key that isn't there has version, revisions and lease 0, and no condition on its value holds,
/// not even [Relation#NOT_EQUAL]. An empty range counts as one such key.
///
/// @param relation how what the key has must relate to the operand
public record Compare(KeyRange keys, Relation relation, Operand operand) {
    /// Read from left to right: the key's, then the operand.
    public enum Relation {
        EQUAL,
        NOT_EQUAL,
        GREATER,
        LESS
    }

    /// What of the key is compared, and with what.
    public sealed interface Operand {
        /// Calls the one function that fits.
        <R> R match(Cases<R> cases);
    }

    public record Version(long version) implements Operand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.version.apply(this);
        }
    }

    public record CreateRevision(long revision) implements Operand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.createRevision.apply(this);
        }
    }

    public record ModRevision(long revision) implements Operand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.modRevision.apply(this);
        }
    }

    public record Value(ByteSequence value) implements Operand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.value.apply(this);
        }
    }

    public record Lease(long lease) implements Operand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.lease.apply(this);
        }
    }

    /// One function per kind of operand, all of them.
    public record Cases<R>(
            Function<Version, R> version,
            Function<CreateRevision, R> createRevision,
            Function<ModRevision, R> modRevision,
            Function<Value, R> value,
            Function<Lease, R> lease) {}

    /// Holds if there is no such key.
    public static Compare absent(ByteSequence key) {
        return modRevision(key, Relation.EQUAL, 0);
    }

    /// Holds if there is such a key.
    public static Compare present(ByteSequence key) {
        return modRevision(key, Relation.GREATER, 0);
    }

    /// Holds if the key was last changed by exactly this revision; 0 means that it must not exist.
    public static Compare unchangedSince(ByteSequence key, long modRevision) {
        return modRevision(key, Relation.EQUAL, modRevision);
    }

    public static Compare version(ByteSequence key, Relation relation, long version) {
        return new Compare(KeyRange.single(key), relation, new Version(version));
    }

    public static Compare createRevision(ByteSequence key, Relation relation, long revision) {
        return new Compare(KeyRange.single(key), relation, new CreateRevision(revision));
    }

    public static Compare modRevision(ByteSequence key, Relation relation, long revision) {
        return new Compare(KeyRange.single(key), relation, new ModRevision(revision));
    }

    public static Compare value(ByteSequence key, Relation relation, ByteSequence value) {
        return new Compare(KeyRange.single(key), relation, new Value(value));
    }

    public static Compare lease(ByteSequence key, Relation relation, long lease) {
        return new Compare(KeyRange.single(key), relation, new Lease(lease));
    }

    /// The same condition on every key of a range.
    public Compare over(KeyRange range) {
        return new Compare(range, relation, operand);
    }
}
