package io.leme.store.apply;

import io.leme.store.base.ArrayOutput;
import io.leme.store.base.ByteInput;
import io.leme.store.base.Bytes;
import io.leme.store.command.MemberChange;
import io.leme.store.command.PublishMember;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.store.storage.Cursor;
import io.leme.store.storage.Reader;
import io.leme.store.storage.Table;
import io.leme.store.storage.WriteSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The registry of members, kept in [Table#META].
///
/// Rows, version 1: key `member/` and the id in 8 bytes; value name, peer URLs and client URLs,
/// each text with its length, each list with its count, and an octet of 1 for a learner, which may
/// be missing. Key `removed/` and the id; the value is empty.
final class MemberTable {
    private static final Bytes MEMBER = Bytes.utf8("member/");
    private static final Bytes REMOVED = Bytes.utf8("removed/");

    /// "0" follows "/" in ASCII.
    private static final Bytes AFTER_MEMBERS = Bytes.utf8("member0");

    private static final Bytes AFTER_REMOVED = Bytes.utf8("removed0");

    private MemberTable() {}

    /// A member tells its name and client URLs; the rest stays as it was added. One that was
    /// removed tells nothing any more.
    static void publish(WriteSet rows, PublishMember self) {
        MemberRegistry known = read(rows);
        if (known.removed().contains(self.id())) {
            return;
        }
        MemberRecord before =
                known.member(self.id())
                        .orElse(new MemberRecord(self.id(), "", self.peerUrls(), List.of()));
        put(
                rows,
                new MemberRecord(
                        self.id(),
                        self.name(),
                        before.peerUrls(),
                        self.clientUrls(),
                        before.learner()));
    }

    /// @throws StoreException when the change does not fit what is there
    static void change(WriteSet rows, MemberChange change) {
        MemberRegistry known = read(rows);
        switch (change) {
            case MemberChange.Add(long id, List<String> urls, boolean learner) -> {
                if (known.removed().contains(id) || known.member(id).isPresent()) {
                    throw new StoreException(StoreError.MEMBER_EXISTS);
                }
                requireFree(known, id, urls);
                put(rows, new MemberRecord(id, "", urls, List.of(), learner));
            }
            case MemberChange.Remove(long id) -> {
                if (known.removed().contains(id)) {
                    throw new StoreException(StoreError.MEMBER_NOT_FOUND);
                }
                rows.delete(Table.META, key(MEMBER, id));
                rows.put(Table.META, key(REMOVED, id), Bytes.EMPTY);
            }
            case MemberChange.Update(long id, List<String> urls) -> {
                requireFree(known, id, urls);
                MemberRecord before = member(known, id);
                put(
                        rows,
                        new MemberRecord(
                                id, before.name(), urls, before.clientUrls(), before.learner()));
            }
            case MemberChange.Promote(long id) -> {
                MemberRecord before = member(known, id);
                if (!before.learner()) {
                    throw new StoreException(StoreError.NOT_A_LEARNER);
                }
                put(
                        rows,
                        new MemberRecord(
                                id, before.name(), before.peerUrls(), before.clientUrls()));
            }
        }
    }

    /// Forgets who is and who was a member.
    static void clear(WriteSet rows) {
        MemberRegistry known = read(rows);
        known.members().forEach(member -> rows.delete(Table.META, key(MEMBER, member.id())));
        known.removed().forEach(id -> rows.delete(Table.META, key(REMOVED, id)));
    }

    private static MemberRecord member(MemberRegistry known, long id) {
        return known.member(id).orElseThrow(() -> new StoreException(StoreError.MEMBER_NOT_FOUND));
    }

    private static void requireFree(MemberRegistry known, long id, List<String> urls) {
        boolean taken =
                known.members().stream()
                        .filter(member -> member.id() != id)
                        .anyMatch(member -> member.peerUrls().stream().anyMatch(urls::contains));
        if (taken) {
            throw new StoreException(StoreError.PEER_URL_EXISTS);
        }
    }

    private static void put(WriteSet rows, MemberRecord member) {
        var row = new ArrayOutput(256);
        row.sized(Bytes.utf8(member.name()));
        texts(row, member.peerUrls());
        texts(row, member.clientUrls());
        row.flag(member.learner());
        rows.put(Table.META, key(MEMBER, member.id()), row.toBytes());
    }

    /// Members in the order of their ids as unsigned numbers.
    static MemberRegistry read(Reader rows) {
        List<MemberRecord> members = new ArrayList<>();
        try (Cursor cursor = rows.cursor(Table.META, MEMBER, AFTER_MEMBERS)) {
            while (cursor.next()) {
                var row = new ByteInput(cursor.value());
                members.add(
                        new MemberRecord(
                                id(cursor, MEMBER),
                                row.sized().toUtf8(),
                                texts(row),
                                texts(row),
                                row.remaining() > 0 && row.flag()));
            }
        }
        Set<Long> removed = new HashSet<>();
        try (Cursor cursor = rows.cursor(Table.META, REMOVED, AFTER_REMOVED)) {
            while (cursor.next()) {
                removed.add(id(cursor, REMOVED));
            }
        }
        return new MemberRegistry(members, removed);
    }

    private static long id(Cursor cursor, Bytes prefix) {
        var key = new ByteInput(cursor.key());
        key.skip(prefix.length());
        return key.fixed64();
    }

    private static Bytes key(Bytes prefix, long id) {
        var key = new ArrayOutput(prefix.length() + Long.BYTES);
        key.raw(prefix);
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
