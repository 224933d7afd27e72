package io.leme.store.mvcc;

import io.leme.store.base.ArrayOutput;
import io.leme.store.base.ByteInput;
import io.leme.store.base.Bytes;
import io.leme.store.base.MalformedBytesException;
import io.leme.store.storage.Reader;
import io.leme.store.storage.Table;
import java.nio.ByteBuffer;

/// The row of a superseded version in `past`, under its [PastKey]. The value of a version is also
/// in the event that made it, so a row need not hold it as long as that event is kept: old versions
/// are read seldom, and rows without values cost a put little.
///
/// Row, version 1: an octet, 0 when the value is that of the event at (mod, sub revision) and 1
/// when it stands in the row; then the row of the [Version], without or with its value.
final class PastRow {
    private static final int IN_EVENT = 0;
    private static final int IN_ROW = 1;

    private PastRow() {}

    /// For a version whose event is on disk already and will be kept until [Sweep] has made the row
    /// whole.
    static Bytes withoutValue(Version version) {
        return row(IN_EVENT, version, Bytes.EMPTY);
    }

    static Bytes withValue(Version version) {
        return row(IN_ROW, version, version.value());
    }

    private static Bytes row(int kind, Version version, Bytes value) {
        var row = new ArrayOutput(1 + version.headerBytes() + value.length());
        row.octet(kind);
        version.writeHeaderTo(row);
        row.raw(value);
        return row.toBytes();
    }

    static boolean holdsValue(ByteBuffer row) {
        return row.get(row.position()) == IN_ROW;
    }

    /// The mod revision alone, for looking at visibility.
    static long modOf(ByteBuffer row) {
        var input = new ByteInput(row.duplicate());
        input.octet();
        return input.varint();
    }

    /// All but the value, which may be missing: nothing else is read.
    static Version versionWithoutValue(ByteBuffer row) {
        var input = new ByteInput(row.duplicate());
        input.octet();
        return Version.read(input);
    }

    /// The version with its value, which may lie in another row of `rows`.
    static Version version(ByteBuffer row, Reader rows) {
        var input = new ByteInput(row);
        int kind = input.octet();
        Version version = Version.read(input);
        return switch (kind) {
            case IN_EVENT -> version.withValue(valueOfEvent(version, rows));
            case IN_ROW -> version;
            default -> throw new MalformedBytesException("unknown kind of past version " + kind);
        };
    }

    private static Bytes valueOfEvent(Version version, Reader rows) {
        Bytes event = rows.get(Table.REVISIONS, EventRow.key(version.mod(), version.sub()));
        if (event == null) {
            throw new IllegalStateException(
                    "the event at %d.%d is gone, but a past version needs it"
                            .formatted(version.mod(), version.sub()));
        }
        return EventRow.keyValue(version.mod(), event.toBuffer()).value();
    }
}
