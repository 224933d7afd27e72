package io.leme.store.command;

import io.leme.store.base.ByteInput;
import io.leme.store.base.KeyRange;
import io.leme.store.base.MalformedBytesException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Reads what [CommandWriter] wrote.
final class CommandReader {
    /// Deeper transactions are refused. It lies above what the limit on operations per transaction
    /// lets through, and below what a thread's stack bears.
    private static final int MAX_NESTING = 256;

    private final ByteInput input;
    private int nesting;

    CommandReader(ByteInput input) {
        this.input = input;
    }

    Command command() {
        return command(input.octet());
    }

    private Command command(int tag) {
        return switch (tag) {
            case Tags.PUT -> put();
            case Tags.DELETE_RANGE -> delete();
            case Tags.TXN -> txn();
            case Tags.COMPACT -> new Compact(input.varint());
            case Tags.LEASE_GRANT -> new LeaseGrant(input.fixed64(), input.varint());
            case Tags.LEASE_REVOKE -> new LeaseRevoke(input.fixed64());
            case Tags.LEASE_EXPIRE -> new LeaseExpire(input.fixed64(), input.varint());
            case Tags.PUBLISH_MEMBER -> member();
            case Tags.SWITCH_ALARM -> alarm();
            case Tags.ON_BEHALF -> onBehalf();
            case Tags.LOGIN -> new Login(text(), input.varint(), text());
            case Tags.ADD_MEMBER ->
                    new MemberChange.Add(input.fixed64(), list(this::text), input.flag());
            case Tags.REMOVE_MEMBER -> new MemberChange.Remove(input.fixed64());
            case Tags.UPDATE_MEMBER -> new MemberChange.Update(input.fixed64(), list(this::text));
            case Tags.PROMOTE_MEMBER -> new MemberChange.Promote(input.fixed64());
            default -> auth(tag);
        };
    }

    private SwitchAlarm alarm() {
        var alarm = new Alarm(input.fixed64(), Tags.alarm(input.octet()));
        return new SwitchAlarm(alarm, input.flag());
    }

    private OnBehalf onBehalf() {
        String user = text();
        long authRevision = input.varint();
        int tag = input.octet();
        if (tag == Tags.ON_BEHALF) {
            throw new MalformedBytesException("a command of two users");
        }
        return new OnBehalf(user, authRevision, command(tag));
    }

    private AuthChange auth(int tag) {
        return switch (tag) {
            case Tags.AUTH_ENABLE -> new AuthChange.Enable();
            case Tags.AUTH_DISABLE -> new AuthChange.Disable();
            case Tags.ADD_USER -> new AuthChange.AddUser(text(), text());
            case Tags.DELETE_USER -> new AuthChange.DeleteUser(text());
            case Tags.CHANGE_PASSWORD -> new AuthChange.ChangePassword(text(), text());
            case Tags.GRANT_ROLE -> new AuthChange.GrantRole(text(), text());
            case Tags.REVOKE_ROLE -> new AuthChange.RevokeRole(text(), text());
            case Tags.ADD_ROLE -> new AuthChange.AddRole(text());
            case Tags.DELETE_ROLE -> new AuthChange.DeleteRole(text());
            case Tags.GRANT_PERMISSION -> new AuthChange.GrantPermission(text(), permission());
            case Tags.REVOKE_PERMISSION -> new AuthChange.RevokePermission(text(), keyRange());
            default -> throw Tags.unknown("command", tag);
        };
    }

    private Permission permission() {
        return new Permission(Tags.permission(input.octet()), keyRange());
    }

    private Operation operation() {
        int tag = input.octet();
        return switch (tag) {
            case Tags.RANGE -> range();
            case Tags.PUT -> put();
            case Tags.DELETE_RANGE -> delete();
            case Tags.TXN -> txn();
            default -> throw Tags.unknown("operation", tag);
        };
    }

    private Put put() {
        int flags = flags(Tags.PREV_KV | Tags.IGNORE_VALUE | Tags.IGNORE_LEASE);
        return new Put(
                input.sized(),
                input.sized(),
                input.varint(),
                (flags & Tags.PREV_KV) != 0,
                (flags & Tags.IGNORE_VALUE) != 0,
                (flags & Tags.IGNORE_LEASE) != 0);
    }

    private DeleteRange delete() {
        boolean prevKv = input.flag();
        return new DeleteRange(keyRange(), prevKv);
    }

    private Range range() {
        int flags = flags(Tags.KEYS_ONLY | Tags.COUNT_ONLY);
        return new Range(
                keyRange(),
                input.varint(),
                input.varint(),
                Tags.order(input.octet()),
                Tags.target(input.octet()),
                (flags & Tags.KEYS_ONLY) != 0,
                (flags & Tags.COUNT_ONLY) != 0,
                new Range.RevisionBounds(
                        input.varint(), input.varint(), input.varint(), input.varint()));
    }

    private Txn txn() {
        if (++nesting > MAX_NESTING) {
            throw new MalformedBytesException("transactions nested deeper than " + MAX_NESTING);
        }
        var txn = new Txn(list(this::compare), list(this::operation), list(this::operation));
        nesting--;
        return txn;
    }

    private Compare compare() {
        return new Compare(keyRange(), Tags.relation(input.octet()), operand());
    }

    private Compare.Operand operand() {
        int tag = input.octet();
        return switch (tag) {
            case Tags.VERSION -> new Compare.Operand.Version(input.varint());
            case Tags.CREATE -> new Compare.Operand.CreateRevision(input.varint());
            case Tags.MOD -> new Compare.Operand.ModRevision(input.varint());
            case Tags.VALUE -> new Compare.Operand.Value(input.sized());
            case Tags.LEASE -> new Compare.Operand.Lease(input.varint());
            case Tags.UNKNOWN -> new Compare.Operand.Unknown();
            default -> throw Tags.unknown("compare operand", tag);
        };
    }

    private PublishMember member() {
        return new PublishMember(input.fixed64(), text(), list(this::text), list(this::text));
    }

    private String text() {
        return input.sized().toUtf8();
    }

    private KeyRange keyRange() {
        return new KeyRange(input.sized(), input.sized());
    }

    private int flags(int known) {
        int flags = input.octet();
        if ((flags & ~known) != 0) {
            throw Tags.unknown("flags", flags);
        }
        return flags;
    }

    private <T> List<T> list(Supplier<T> element) {
        int count = input.count();
        List<T> elements = new ArrayList<>(Math.min(count, 1024));
        for (int i = 0; i < count; i++) {
            elements.add(element.get());
        }
        return elements;
    }
}
