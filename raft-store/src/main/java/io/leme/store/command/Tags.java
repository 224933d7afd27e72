package io.leme.store.command;

import io.leme.store.base.MalformedBytesException;
import io.leme.store.command.Compare.Relation;
import io.leme.store.command.Range.SortOrder;
import io.leme.store.command.Range.SortTarget;

/// The numbers of version 1 of the log format. They are written out one by one, because the order
/// of a Java enum is no promise and these are.
final class Tags {
    static final int PUT = 1;
    static final int DELETE_RANGE = 2;
    static final int RANGE = 3;
    static final int TXN = 4;
    static final int COMPACT = 5;
    static final int LEASE_GRANT = 6;
    static final int LEASE_REVOKE = 7;
    static final int LEASE_EXPIRE = 8;
    static final int PUBLISH_MEMBER = 9;
    static final int SWITCH_ALARM = 10;
    static final int ON_BEHALF = 11;
    static final int LOGIN = 12;
    static final int AUTH_ENABLE = 13;
    static final int AUTH_DISABLE = 14;
    static final int ADD_USER = 15;
    static final int DELETE_USER = 16;
    static final int CHANGE_PASSWORD = 17;
    static final int GRANT_ROLE = 18;
    static final int REVOKE_ROLE = 19;
    static final int ADD_ROLE = 20;
    static final int DELETE_ROLE = 21;
    static final int GRANT_PERMISSION = 22;
    static final int REVOKE_PERMISSION = 23;
    static final int ADD_MEMBER = 24;
    static final int REMOVE_MEMBER = 25;
    static final int UPDATE_MEMBER = 26;
    static final int PROMOTE_MEMBER = 27;

    static final int PREV_KV = 1;
    static final int IGNORE_VALUE = 2;
    static final int IGNORE_LEASE = 4;

    static final int KEYS_ONLY = 1;
    static final int COUNT_ONLY = 2;

    static final int VERSION = 0;
    static final int CREATE = 1;
    static final int MOD = 2;
    static final int VALUE = 3;
    static final int LEASE = 4;
    static final int UNKNOWN = 5;

    private Tags() {}

    static int of(SortOrder order) {
        return switch (order) {
            case NONE -> 0;
            case ASCEND -> 1;
            case DESCEND -> 2;
        };
    }

    static SortOrder order(int tag) {
        return switch (tag) {
            case 0 -> SortOrder.NONE;
            case 1 -> SortOrder.ASCEND;
            case 2 -> SortOrder.DESCEND;
            default -> throw unknown("sort order", tag);
        };
    }

    static int of(SortTarget target) {
        return switch (target) {
            case KEY -> 0;
            case VERSION -> 1;
            case CREATE -> 2;
            case MOD -> 3;
            case VALUE -> 4;
        };
    }

    static SortTarget target(int tag) {
        return switch (tag) {
            case 0 -> SortTarget.KEY;
            case 1 -> SortTarget.VERSION;
            case 2 -> SortTarget.CREATE;
            case 3 -> SortTarget.MOD;
            case 4 -> SortTarget.VALUE;
            default -> throw unknown("sort target", tag);
        };
    }

    static int of(Alarm.Kind kind) {
        return switch (kind) {
            case NO_SPACE -> 1;
            case CORRUPT -> 2;
        };
    }

    static Alarm.Kind alarm(int tag) {
        return switch (tag) {
            case 1 -> Alarm.Kind.NO_SPACE;
            case 2 -> Alarm.Kind.CORRUPT;
            default -> throw unknown("alarm", tag);
        };
    }

    static int of(Permission.Kind kind) {
        return switch (kind) {
            case READ -> 0;
            case WRITE -> 1;
            case READ_WRITE -> 2;
        };
    }

    static Permission.Kind permission(int tag) {
        return switch (tag) {
            case 0 -> Permission.Kind.READ;
            case 1 -> Permission.Kind.WRITE;
            case 2 -> Permission.Kind.READ_WRITE;
            default -> throw unknown("permission", tag);
        };
    }

    static int of(Relation relation) {
        return switch (relation) {
            case EQUAL -> 0;
            case GREATER -> 1;
            case LESS -> 2;
            case NOT_EQUAL -> 3;
            case ALWAYS -> 4;
        };
    }

    static Relation relation(int tag) {
        return switch (tag) {
            case 0 -> Relation.EQUAL;
            case 1 -> Relation.GREATER;
            case 2 -> Relation.LESS;
            case 3 -> Relation.NOT_EQUAL;
            case 4 -> Relation.ALWAYS;
            default -> throw unknown("compare relation", tag);
        };
    }

    static MalformedBytesException unknown(String what, int tag) {
        return new MalformedBytesException("unknown %s %d".formatted(what, tag));
    }
}
