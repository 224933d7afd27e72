package io.leme.store.storage;

import io.leme.store.base.ArrayOutput;
import io.leme.store.base.ByteInput;
import io.leme.store.base.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The sorted maps of a [HeapBackend], and the one file that they are kept in.
final class HeapTables {
    private static final String FILE = "tables";

    private final Map<Table, NavigableMap<Bytes, Bytes>> maps = new EnumMap<>(Table.class);

    HeapTables() {
        for (Table table : Table.values()) {
            maps.put(table, new TreeMap<>());
        }
    }

    NavigableMap<Bytes, Bytes> of(Table table) {
        NavigableMap<Bytes, Bytes> map = maps.get(table);
        if (map == null) {
            throw new IllegalStateException("no such table: " + table);
        }
        return map;
    }

    HeapTables copy() {
        var copy = new HeapTables();
        maps.forEach((table, map) -> copy.maps.put(table, new TreeMap<>(map)));
        return copy;
    }

    long bytes() {
        long bytes = 0;
        for (NavigableMap<Bytes, Bytes> map : maps.values()) {
            for (Map.Entry<Bytes, Bytes> row : map.entrySet()) {
                bytes += row.getKey().length() + row.getValue().length();
            }
        }
        return bytes;
    }

    void save(Path directory) {
        var output = new ArrayOutput(1024);
        for (Table table : Table.values()) {
            output.varint(of(table).size());
            of(table)
                    .forEach((key, value) -> {
                        output.sized(key);
                        output.sized(value);
                    });
        }
        try {
            Files.createDirectories(directory);
            Files.write(directory.resolve(FILE), output.toArray());
        } catch (IOException e) {
            throw new StorageException("cannot write " + directory, e);
        }
    }

    static HeapTables load(Path directory) {
        var tables = new HeapTables();
        ByteInput input;
        try {
            input = new ByteInput(Bytes.wrap(Files.readAllBytes(directory.resolve(FILE))));
        } catch (NoSuchFileException e) {
            return tables;
        } catch (IOException e) {
            throw new StorageException("cannot read " + directory, e);
        }
        for (Table table : Table.values()) {
            for (long rows = input.varint(); rows > 0; rows--) {
                tables.of(table).put(input.sized(), input.sized());
            }
        }
        return tables;
    }
}
