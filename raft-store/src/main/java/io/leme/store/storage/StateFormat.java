package io.leme.store.storage;

import io.leme.store.base.ArrayOutput;
import io.leme.store.base.ByteInput;
import io.leme.store.base.Bytes;
import org.jspecify.annotations.Nullable;

/// The number of the layout of all rows, in a row of its own: key `format` of [Table#META], the
/// number in base 128. States from before there was a number have format 1 and no such row.
public final class StateFormat {
    static final int CURRENT = 1;
    private static final Bytes KEY = Bytes.utf8("format");

    private StateFormat() {}

    /// Writes the number where there is none, so that a later version knows what it finds.
    ///
    /// @throws UnknownFormatException when there is another one
    public static void claim(Backend backend) {
        check(backend);
        if (backend.get(Table.META, KEY) == null) {
            var row = new ArrayOutput(Byte.BYTES);
            row.varint(CURRENT);
            Batch batch = backend.newBatch();
            batch.put(Table.META, KEY, row.toBytes());
            backend.write(batch);
        }
    }

    /// @throws UnknownFormatException when the rows cannot be understood
    public static void check(Reader rows) {
        @Nullable Bytes row = rows.get(Table.META, KEY);
        long found = row == null ? 1 : new ByteInput(row).varint();
        if (found != CURRENT) {
            throw new UnknownFormatException(found);
        }
    }
}
