package io.leme.store.storage.rocksdb;

import io.leme.store.base.ArrayOutput;
import io.leme.store.base.Bytes;
import io.leme.store.base.CountingOutput;
import io.leme.store.storage.Batch;
import io.leme.store.storage.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A write batch in RocksDB's own encoding, built on this side of JNI so that a batch costs one
/// crossing and not one per row, and when all rows are known, in one array of the right size.
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
    private final List<Row> rows = new ArrayList<>();
    private int bytes = HEADER_BYTES;

    /// @param second a value or an end; null where a record has none
    private record Row(int tag, int family, Bytes key, @Nullable Bytes second) {}

    RocksBatch(ColumnFamilies families) {
        this.families = families;
    }

    @Override
    public void put(Table table, Bytes key, Bytes value) {
        add(VALUE, table, key, value);
    }

    @Override
    public void delete(Table table, Bytes key) {
        add(DELETION, table, key, null);
    }

    @Override
    public void deleteRange(Table table, Bytes from, Bytes until) {
        add(RANGE_DELETION, table, from, until);
    }

    private void add(int tag, Table table, Bytes key, @Nullable Bytes second) {
        var row = new Row(tag, families.id(table), key, second);
        rows.add(row);
        int size = 1 + CountingOutput.varintSize(row.family) + sizedBytes(key);
        bytes = Math.addExact(bytes, second == null ? size : size + sizedBytes(second));
    }

    private static int sizedBytes(Bytes sized) {
        return CountingOutput.varintSize(sized.length()) + sized.length();
    }

    byte[] encoded() {
        var output = new ArrayOutput(bytes);
        for (int i = 0; i < COUNT_OFFSET; i++) {
            output.octet(0);
        }
        for (int i = 0; i < Integer.BYTES; i++) {
            output.octet(rows.size() >>> (Byte.SIZE * i));
        }
        for (Row row : rows) {
            output.octet(row.tag);
            output.varint(row.family);
            output.sized(row.key);
            if (row.second != null) {
                output.sized(row.second);
            }
        }
        return output.toArray();
    }
}
