package io.leme.store.apply;

import io.leme.store.base.ArrayOutput;
import io.leme.store.base.ByteInput;
import io.leme.store.base.Bytes;
import io.leme.store.storage.Cursor;
import io.leme.store.storage.Reader;
import io.leme.store.storage.Table;
import io.leme.store.storage.WriteSet;
import java.util.ArrayList;
import java.util.List;

/// The members' records, kept in [Table#META].
///
/// Rows, version 1: key `member/` and the id in 8 bytes; value name, peer URLs and client URLs,
/// each text with its length, each list with its count.
final class MemberTable {
    private static final Bytes PREFIX = Bytes.utf8("member/");

    /// "0" follows "/" in ASCII.
    private static final Bytes AFTER_PREFIX = Bytes.utf8("member0");

    private MemberTable() {}

    static void put(WriteSet rows, MemberRecord member) {
        var row = new ArrayOutput(256);
        row.sized(Bytes.utf8(member.name()));
        texts(row, member.peerUrls());
        texts(row, member.clientUrls());
        rows.put(Table.META, key(member.id()), row.toBytes());
    }

    /// All records, in the order of their ids as unsigned numbers.
    static List<MemberRecord> all(Reader rows) {
        List<MemberRecord> members = new ArrayList<>();
        try (Cursor cursor = rows.cursor(Table.META, PREFIX, AFTER_PREFIX)) {
            while (cursor.next()) {
                var key = new ByteInput(cursor.key());
                key.skip(PREFIX.length());
                var row = new ByteInput(cursor.value());
                members.add(
                        new MemberRecord(
                                key.fixed64(), row.sized().toUtf8(), texts(row), texts(row)));
            }
        }
        return members;
    }

    private static Bytes key(long id) {
        var key = new ArrayOutput(PREFIX.length() + Long.BYTES);
        key.raw(PREFIX);
        key.fixed64(id);
        return key.toBytes();
    }

    private static void texts(ArrayOutput row, List<String> texts) {
        row.varint(texts.size());
        for (String text : texts) {
            row.sized(Bytes.utf8(text));
        }
    }

    private static List<String> texts(ByteInput row) {
        int count = row.count();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(row.sized().toUtf8());
        }
        return texts;
    }
}
