package io.leme.store.mvcc;

import static io.leme.store.base.CountingOutput.varintSize;

import io.leme.store.base.ArrayOutput;
import io.leme.store.base.ByteInput;
import io.leme.store.base.Bytes;
import io.leme.store.command.KeyValue;
import java.nio.ByteBuffer;

/// One version of a key, and the row that holds it in `live` under its key while it is current.
/// What becomes of it then is a [PastRow].
///
/// Row, version 1: mod revision, sub revision, create revision, version, lease, all base-128; the
/// value is what is left.
///
/// @param sub order among the changes of one revision, from 0
record Version(long mod, long sub, long create, long version, long lease, Bytes value) {
    Bytes toRow() {
        var row = new ArrayOutput(headerBytes() + value.length());
        writeHeaderTo(row);
        row.raw(value);
        return row.toBytes();
    }

    /// All but the value.
    void writeHeaderTo(ArrayOutput row) {
        row.varint(mod);
        row.varint(sub);
        row.varint(create);
        row.varint(version);
        row.varint(lease);
    }

    int headerBytes() {
        return varintSize(mod)
                + varintSize(sub)
                + varintSize(create)
                + varintSize(version)
                + varintSize(lease);
    }

    static Version of(Bytes row) {
        return read(new ByteInput(row));
    }

    static Version of(ByteBuffer row) {
        return read(new ByteInput(row));
    }

    static Version read(ByteInput row) {
        return new Version(
                row.varint(), row.varint(), row.varint(), row.varint(), row.varint(), row.rest());
    }

    /// Hands over what is in `row` without copying the value.
    static void give(Bytes key, ByteBuffer row, KeySink sink) {
        ByteInput input = new ByteInput(row);
        long mod = input.varint();
        input.varint(); // the sub revision
        long create = input.varint();
        long version = input.varint();
        long lease = input.varint();
        sink.take(key, row, create, mod, version, lease);
    }

    void give(Bytes key, KeySink sink) {
        sink.take(key, value.toBuffer(), create, mod, version, lease);
    }

    /// The mod revision alone, for looking at visibility.
    static long modOf(ByteBuffer row) {
        return new ByteInput(row).varint();
    }

    Version withValue(Bytes other) {
        return new Version(mod, sub, create, version, lease, other);
    }

    KeyValue toKeyValue(Bytes key) {
        return new KeyValue(key, value, create, mod, version, lease);
    }
}
