package io.leme.store.storage.rocksdb;

import io.leme.store.storage.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;

/// The column family of each table. RocksDB insists on a "default" one, which stays empty.
final class ColumnFamilies implements AutoCloseable {
    /// In the order of [#descriptors]: the default one, then the tables in the order of the enum.
    private final List<ColumnFamilyHandle> handles;

    private final Map<Table, ColumnFamilyHandle> byTable = new EnumMap<>(Table.class);
    private final Map<Table, Integer> ids = new EnumMap<>(Table.class);

    ColumnFamilies(List<ColumnFamilyHandle> handles) {
        this.handles = List.copyOf(handles);
        Iterator<ColumnFamilyHandle> behindDefault = handles.subList(1, handles.size()).iterator();
        for (Table table : Table.values()) {
            ColumnFamilyHandle handle = behindDefault.next();
            byTable.put(table, handle);
            ids.put(table, handle.getID());
        }
    }

    static List<ColumnFamilyDescriptor> descriptors(RocksOptions options) {
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        descriptors.add(
                new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, options.defaultFamily()));
        for (Table table : Table.values()) {
            byte[] name = table.label().getBytes(StandardCharsets.UTF_8);
            descriptors.add(new ColumnFamilyDescriptor(name, options.family(table)));
        }
        return descriptors;
    }

    ColumnFamilyHandle of(Table table) {
        return Objects.requireNonNull(byTable.get(table));
    }

    int id(Table table) {
        return Objects.requireNonNull(ids.get(table));
    }

    List<ColumnFamilyHandle> all() {
        return handles;
    }

    @Override
    public void close() {
        handles.forEach(ColumnFamilyHandle::close);
    }
}
