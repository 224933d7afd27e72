package io.leme.store.mvcc;

import static io.leme.store.base.CountingOutput.varintSize;

import io.leme.store.base.ArrayOutput;
import io.leme.store.base.ByteInput;
import io.leme.store.base.Bytes;
import io.leme.store.base.MalformedBytesException;
import io.leme.store.command.KeyValue;
import java.nio.ByteBuffer;

/// A row of `revs`, the history in order.
///
/// Key, version 1: revision and sub revision, 8 bytes each. Value: the kind (0 put, 1 delete), the
/// key with its length, and for a put the create revision, version and lease (base-128) and the
/// value, which is what is left.
final class EventRow {
    private static final int PUT = 0;
    private static final int DELETE = 1;

    private EventRow() {}

    static Bytes key(long revision, long sub) {
        var key = new ArrayOutput(2 * Long.BYTES);
        key.fixed64(revision);
        key.fixed64(sub);
        return key.toBytes();
    }

    /// The lowest key of `revision`.
    static Bytes firstOf(long revision) {
        return key(revision, 0);
    }

    static long revisionOf(Bytes rowKey) {
        return new ByteInput(rowKey).fixed64();
    }

    static long subOf(Bytes rowKey) {
        var key = new ByteInput(rowKey);
        key.fixed64();
        return key.fixed64();
    }

    static Bytes put(KeyValue kv) {
        var row =
                new ArrayOutput(
                        headerBytes(kv.key())
                                + varintSize(kv.createRevision())
                                + varintSize(kv.version())
                                + varintSize(kv.lease())
                                + kv.value().length());
        row.octet(PUT);
        row.sized(kv.key());
        row.varint(kv.createRevision());
        row.varint(kv.version());
        row.varint(kv.lease());
        row.raw(kv.value());
        return row.toBytes();
    }

    /// The kind, and the key with its length.
    private static int headerBytes(Bytes key) {
        return 1 + varintSize(key.length()) + key.length();
    }

    static Bytes delete(Bytes key) {
        var row = new ArrayOutput(headerBytes(key));
        row.octet(DELETE);
        row.sized(key);
        return row.toBytes();
    }

    /// The key alone, to tell whether the rest is wanted.
    static Bytes keyOf(ByteBuffer row) {
        var input = new ByteInput(row.duplicate());
        input.octet();
        return input.sized();
    }

    /// Whether there was no version of the key before the event.
    static boolean madeItsKey(ByteBuffer row) {
        var input = new ByteInput(row.duplicate());
        if (input.octet() != PUT) {
            return false;
        }
        input.skip(input.count());
        var _ = input.varint();
        return input.varint() == 1;
    }

    static boolean isDelete(ByteBuffer row) {
        return row.get(row.position()) == DELETE;
    }

    /// The state of the key after the event; of a deleted key only key and revision.
    static KeyValue keyValue(long revision, ByteBuffer row) {
        var input = new ByteInput(row);
        int kind = input.octet();
        Bytes key = input.sized();
        return switch (kind) {
            case PUT -> {
                long create = input.varint();
                long version = input.varint();
                long lease = input.varint();
                yield new KeyValue(key, input.rest(), create, revision, version, lease);
            }
            case DELETE -> new KeyValue(key, Bytes.EMPTY, 0, revision, 0, 0);
            default -> throw new MalformedBytesException("unknown kind of event " + kind);
        };
    }
}
