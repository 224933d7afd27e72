package io.leme.store.storage.rocksdb;

import io.leme.store.base.ArrayOutput;
import io.leme.store.base.Bytes;
import io.leme.store.storage.Batch;
import io.leme.store.storage.Table;

/// A write batch in RocksDB's own encoding, built on this side of JNI so that a batch costs one
/// crossing and not one per row.
///
/// The encoding (RocksDB: `write_batch.cc`) is stable, as it is also that of its log: a sequence
/// number (8 bytes), a count of records (4 bytes, both little-endian), and per record a tag, the
/// column family and one or two sized byte strings.
final class RocksBatch implements Batch {
    private static final int HEADER_BYTES = 12;
    private static final int COUNT_OFFSET = 8;
    private static final int DELETION = 0x4;
    private static final int VALUE = 0x5;
    private static final int RANGE_DELETION = 0xe;

    private final ColumnFamilies families;
    private final ArrayOutput output;
    private int count;

    RocksBatch(ColumnFamilies families, int expectedBytes) {
        this.families = families;
        this.output = new ArrayOutput(expectedBytes);
        for (int i = 0; i < HEADER_BYTES; i++) {
            output.octet(0);
        }
    }

    @Override
    public void put(Table table, Bytes key, Bytes value) {
        record(VALUE, table, key);
        output.sized(value);
    }

    @Override
    public void delete(Table table, Bytes key) {
        record(DELETION, table, key);
    }

    @Override
    public void deleteRange(Table table, Bytes from, Bytes until) {
        record(RANGE_DELETION, table, from);
        output.sized(until);
    }

    private void record(int tag, Table table, Bytes key) {
        count++;
        output.octet(tag);
        output.varint(families.id(table));
        output.sized(key);
    }

    byte[] encoded() {
        byte[] encoded = output.toArray();
        for (int i = 0; i < Integer.BYTES; i++) {
            encoded[COUNT_OFFSET + i] = (byte) (count >>> (Byte.SIZE * i));
        }
        return encoded;
    }

    int encodedBytes() {
        return output.length();
    }
}
