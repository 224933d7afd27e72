package io.leme.store.apply;

import io.leme.store.base.ArrayOutput;
import io.leme.store.base.ByteInput;
import io.leme.store.base.Bytes;
import io.leme.store.command.Alarm;
import io.leme.store.command.SwitchAlarm;
import io.leme.store.storage.Cursor;
import io.leme.store.storage.Reader;
import io.leme.store.storage.Table;
import io.leme.store.storage.WriteSet;
import java.util.ArrayList;
import java.util.List;

/// The alarms that are raised, kept in [Table#META].
///
/// Rows, version 1: key `alarm/`, the kind (1 no space, 2 corrupt) and the member's id in 8 bytes;
/// the value is empty.
final class AlarmTable {
    private static final Bytes PREFIX = Bytes.utf8("alarm/");

    /// "0" follows "/" in ASCII.
    private static final Bytes AFTER_PREFIX = Bytes.utf8("alarm0");

    private static final int NO_SPACE = 1;
    private static final int CORRUPT = 2;

    private AlarmTable() {}

    static void put(WriteSet rows, SwitchAlarm change) {
        if (change.raised()) {
            rows.put(Table.META, key(change.alarm()), Bytes.EMPTY);
        } else {
            rows.delete(Table.META, key(change.alarm()));
        }
    }

    static List<Alarm> all(Reader rows) {
        List<Alarm> alarms = new ArrayList<>();
        try (Cursor cursor = rows.cursor(Table.META, PREFIX, AFTER_PREFIX)) {
            while (cursor.next()) {
                var key = new ByteInput(cursor.key());
                key.skip(PREFIX.length());
                Alarm.Kind kind =
                        key.octet() == NO_SPACE ? Alarm.Kind.NO_SPACE : Alarm.Kind.CORRUPT;
                alarms.add(new Alarm(key.fixed64(), kind));
            }
        }
        return List.copyOf(alarms);
    }

    private static Bytes key(Alarm alarm) {
        var key = new ArrayOutput(PREFIX.length() + 1 + Long.BYTES);
        key.raw(PREFIX);
        key.octet(
                switch (alarm.kind()) {
                    case NO_SPACE -> NO_SPACE;
                    case CORRUPT -> CORRUPT;
                });
        key.fixed64(alarm.member());
        return key.toBytes();
    }
}
