package io.leme.store.command;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One command of every kind with every field set to something that shows.
final class Samples {
    private Samples() {}

    static Map<String, Command> all() {
        Map<String, Command> samples = new LinkedHashMap<>();
        samples.put("put", new Put(text("key"), text("value"), 300, true, false, false));
        samples.put("put-ignoring", new Put(text("k"), Bytes.EMPTY, 0, false, true, true));
        samples.put("delete-range", new DeleteRange(range("a", "c"), true));
        samples.put("txn", txn());
        samples.put("txn-empty", new Txn(List.of(), List.of(), List.of()));
        samples.put("compact", new Compact(1L << 40));
        samples.put("lease-grant", new LeaseGrant(-2, 9_000_000_000L));
        samples.put("lease-revoke", new LeaseRevoke(0x7000_0000_0000_0001L));
        samples.put("lease-expire", new LeaseExpire(77, 5));
        samples.put(
                "publish-member",
                new PublishMember(-5, "één", List.of("http://a:2380", "http://b:2380"), List.of()));
        samples.put("switch-alarm", new SwitchAlarm(new Alarm(-3, Alarm.Kind.NO_SPACE), true));
        samples.put("login", new Login("één", 7, "abcdefghABCDEFGH"));
        samples.put("on-behalf", new OnBehalf("zwei", 300, new Compact(5)));
        samples.put(
                "add-member", new MemberChange.Add(-7, List.of("http://p:1", "http://q:2"), true));
        samples.put("remove-member", new MemberChange.Remove(-7));
        samples.put("update-member", new MemberChange.Update(7, List.of("http://p:1")));
        samples.put("promote-member", new MemberChange.Promote(7));
        samples.put("auth-enable", new AuthChange.Enable());
        samples.put("auth-disable", new AuthChange.Disable());
        samples.put("add-user", new AuthChange.AddUser("u", "$2a$10$hash"));
        samples.put("delete-user", new AuthChange.DeleteUser("u"));
        samples.put("change-password", new AuthChange.ChangePassword("u", "$2a$10$other"));
        samples.put("grant-role", new AuthChange.GrantRole("u", "r"));
        samples.put("revoke-role", new AuthChange.RevokeRole("u", "r"));
        samples.put("add-role", new AuthChange.AddRole("r"));
        samples.put("delete-role", new AuthChange.DeleteRole("r"));
        samples.put(
                "grant-permission",
                new AuthChange.GrantPermission(
                        "r", new Permission(Permission.Kind.READ_WRITE, range("a", "b"))));
        samples.put("revoke-permission", new AuthChange.RevokePermission("r", KeyRange.EVERYTHING));
        return samples;
    }

    private static Txn txn() {
        var bounds = new Range.RevisionBounds(1, 2, 3, 4);
        var filtered =
                new Range(
                        range("a", "b"),
                        -1,
                        1 << 20,
                        Range.SortOrder.DESCEND,
                        Range.SortTarget.VALUE,
                        true,
                        false,
                        bounds);
        var counting =
                new Range(
                        KeyRange.EVERYTHING,
                        10,
                        0,
                        Range.SortOrder.ASCEND,
                        Range.SortTarget.CREATE,
                        false,
                        true,
                        Range.RevisionBounds.NONE);
        var nested =
                new Txn(
                        List.of(),
                        List.of(new Put(text("x"), text("1"), 0, false, false, false)),
                        List.of(new DeleteRange(KeyRange.single(text("y")), false)));
        return new Txn(compares(), List.of(filtered, nested), List.of(counting));
    }

    private static List<Compare> compares() {
        KeyRange key = KeyRange.single(text("k"));
        return List.of(
                new Compare(key, Compare.Relation.EQUAL, new Compare.Operand.Version(1)),
                new Compare(key, Compare.Relation.GREATER, new Compare.Operand.CreateRevision(2)),
                new Compare(key, Compare.Relation.LESS, new Compare.Operand.ModRevision(-3)),
                new Compare(
                        range("k", "l"),
                        Compare.Relation.NOT_EQUAL,
                        new Compare.Operand.Value(text("v"))),
                new Compare(key, Compare.Relation.ALWAYS, new Compare.Operand.Lease(4)),
                new Compare(key, Compare.Relation.EQUAL, new Compare.Operand.Unknown()));
    }

    private static KeyRange range(String from, String end) {
        return new KeyRange(text(from), text(end));
    }

    private static Bytes text(String text) {
        return Bytes.utf8(text);
    }
}
