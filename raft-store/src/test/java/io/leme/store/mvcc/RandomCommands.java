package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.command.Command;
import io.leme.store.command.Compact;
import io.leme.store.command.Compare;
import io.leme.store.command.DeleteRange;
import io.leme.store.command.LeaseGrant;
import io.leme.store.command.LeaseRevoke;
import io.leme.store.command.Operation;
import io.leme.store.command.Put;
import io.leme.store.command.Range;
import io.leme.store.command.Txn;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Commands over few keys and leases, so that they meet. The same seed gives the same commands.
final class RandomCommands {
    private static final String[] KEYS = {"a", "a\0", "a\0b", "a\u0001", "b", "ba", "c", "\0", "z"};
    private static final String[] ENDS = {"", "", "\0", "a\0b", "b", "bb", "d", "zz"};

    private final Random random;

    RandomCommands(Random random) {
        this.random = random;
    }

    Command command(long revision) {
        return switch (random.nextInt(20)) {
            case 0 -> new LeaseGrant(1 + random.nextInt(4), 60);
            case 1 -> new LeaseRevoke(1 + random.nextInt(4));
            case 2 -> new Compact(revision - random.nextInt(12) + 2);
            case 3, 4, 5 -> delete();
            case 6, 7, 8, 9, 10 -> txn(revision);
            default -> put();
        };
    }

    private Put put() {
        boolean ignoreValue = random.nextInt(8) == 0;
        boolean ignoreLease = random.nextInt(8) == 0;
        long lease = ignoreLease || random.nextInt(3) > 0 ? 0 : 1 + random.nextInt(4);
        Bytes value = ignoreValue ? Bytes.EMPTY : Bytes.utf8("v" + random.nextInt(20));
        return new Put(key(), value, lease, random.nextBoolean(), ignoreValue, ignoreLease);
    }

    private DeleteRange delete() {
        return new DeleteRange(keyRange(), random.nextBoolean());
    }

    /// Only what passes the checks at the door: no key is touched twice.
    private Txn txn(long revision) {
        while (true) {
            Txn txn = txn(revision, 2);
            if (!TxnShape.touchesKeyTwice(txn)) {
                return txn;
            }
        }
    }

    private Txn txn(long revision, int depth) {
        List<Compare> compares = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            compares.add(compare(revision));
        }
        return new Txn(compares, operations(revision, depth), operations(revision, depth));
    }

    private List<Operation> operations(long revision, int depth) {
        List<Operation> operations = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            operations.add(
                    switch (random.nextInt(depth > 0 ? 7 : 6)) {
                        case 0, 1 -> put();
                        case 2 -> delete();
                        case 6 -> txn(revision, depth - 1);
                        default -> range(revision);
                    });
        }
        return operations;
    }

    private Compare compare(long revision) {
        Compare.Operand operand =
                switch (random.nextInt(6)) {
                    case 0 -> new Compare.Operand.Version(random.nextInt(3));
                    case 1 -> new Compare.Operand.CreateRevision(recent(revision));
                    case 2 -> new Compare.Operand.ModRevision(recent(revision));
                    case 3 -> new Compare.Operand.Lease(random.nextInt(4));
                    case 4 -> new Compare.Operand.Unknown();
                    default -> new Compare.Operand.Value(Bytes.utf8("v" + random.nextInt(20)));
                };
        Compare.Relation[] relations = Compare.Relation.values();
        return new Compare(keyRange(), relations[random.nextInt(relations.length)], operand);
    }

    Range range(long revision) {
        Range.SortOrder[] orders = Range.SortOrder.values();
        Range.SortTarget[] targets = Range.SortTarget.values();
        var bounds =
                random.nextInt(4) > 0
                        ? Range.RevisionBounds.NONE
                        : new Range.RevisionBounds(
                                bound(revision), bound(revision), bound(revision), bound(revision));
        return new Range(
                keyRange(),
                random.nextInt(5) - 1,
                random.nextBoolean() ? 0 : recent(revision),
                orders[random.nextInt(orders.length)],
                targets[random.nextInt(targets.length)],
                random.nextInt(4) == 0,
                random.nextInt(6) == 0,
                bounds);
    }

    private long bound(long revision) {
        return random.nextBoolean() ? 0 : recent(revision);
    }

    /// Mostly a revision that can be read, at times one that is compacted or not there yet.
    private long recent(long revision) {
        return Math.max(-1, revision - random.nextInt(14) + 1);
    }

    KeyRange keyRange() {
        return new KeyRange(key(), Bytes.utf8(ENDS[random.nextInt(ENDS.length)]));
    }

    private Bytes key() {
        return Bytes.utf8(KEYS[random.nextInt(KEYS.length)]);
    }
}
