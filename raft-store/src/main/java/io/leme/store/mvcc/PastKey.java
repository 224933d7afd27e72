package io.leme.store.mvcc;

import io.leme.store.base.ArrayOutput;
import io.leme.store.base.ByteInput;
import io.leme.store.base.Bytes;
import io.leme.store.base.MalformedBytesException;

/// The key of a superseded version in `past`: the user's key, and the revision that overwrote or
/// deleted it. A version is visible at revision R when its mod revision is at most R and it was
/// superseded above R, so the one version that is visible at R stands first behind (key, R).
///
/// Row key, version 1: the user's key with every zero byte written as `00 ff`, then `00 00`, then
/// the revision in 8 bytes. So rows lie in the order of keys, and those of one key in the order of
/// revisions.
record PastKey(Bytes key, long supersededAt) {
    private static final int ESCAPE = 0xff;

    Bytes toRow() {
        var row = escaped(key);
        row.fixed64(supersededAt);
        return row.toBytes();
    }

    /// The lower bound of the rows of `key` and of all keys above it.
    static Bytes firstOf(Bytes key) {
        return escaped(key).toBytes();
    }

    /// The revision alone, for looking at visibility without copying the key.
    static long supersededAtOf(Bytes row) {
        var input = new ByteInput(row);
        input.skip(row.length() - Long.BYTES);
        return input.fixed64();
    }

    static PastKey of(Bytes row) {
        var input = new ByteInput(row);
        var key = new ArrayOutput(row.length());
        while (true) {
            int next = input.octet();
            if (next != 0) {
                key.octet(next);
                continue;
            }
            int mark = input.octet();
            if (mark == 0) {
                var found = new PastKey(key.toBytes(), input.fixed64());
                input.end();
                return found;
            }
            if (mark != ESCAPE) {
                throw new MalformedBytesException("no key of a past version: " + row);
            }
            key.octet(0);
        }
    }

    private static ArrayOutput escaped(Bytes key) {
        byte[] bytes = key.unsafeArray();
        var row = new ArrayOutput(bytes.length + 2 + Long.BYTES);
        int copied = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                row.raw(bytes, copied, i + 1 - copied);
                row.octet(ESCAPE);
                copied = i + 1;
            }
        }
        row.raw(bytes, copied, bytes.length - copied);
        row.octet(0);
        row.octet(0);
        return row;
    }
}
