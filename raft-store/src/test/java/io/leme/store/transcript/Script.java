package io.leme.store.transcript;

import io.leme.store.base.KeyRange;
import io.leme.store.command.Command;
import io.leme.store.command.Compact;
import io.leme.store.command.Compare;
import io.leme.store.command.Compare.Operand;
import io.leme.store.command.Compare.Relation;
import io.leme.store.command.DeleteRange;
import io.leme.store.command.LeaseExpire;
import io.leme.store.command.LeaseGrant;
import io.leme.store.command.LeaseRevoke;
import io.leme.store.command.Operation;
import io.leme.store.command.Put;
import io.leme.store.command.Range;
import io.leme.store.command.Range.RevisionBounds;
import io.leme.store.command.Range.SortOrder;
import io.leme.store.command.Range.SortTarget;
import io.leme.store.command.Txn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// Reads commands. A transaction is the line `txn` and lines `if`, `then` and `else` behind it; a
/// transaction in a transaction has its lines indented further.
final class Script {
    private final Deque<String> lines;

    Script(List<String> lines) {
        this.lines = new ArrayDeque<>(lines);
    }

    List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        while (!lines.isEmpty()) {
            commands.add(command());
        }
        return commands;
    }

    private Command command() {
        int depth = depth(lines.getFirst());
        var words = new Words(lines.removeFirst());
        String verb = words.next();
        Command command =
                switch (verb) {
                    case "put" -> put(words);
                    case "del" -> delete(words);
                    case "txn" -> txn(depth);
                    case "compact" -> new Compact(words.number());
                    case "grant" -> new LeaseGrant(words.number(), words.number());
                    case "revoke" -> new LeaseRevoke(words.number());
                    case "expire" -> new LeaseExpire(words.number(), words.option("term", 1));
                    default -> throw new IllegalArgumentException("unknown command " + verb);
                };
        words.end();
        return command;
    }

    private static Put put(Words words) {
        return new Put(
                words.bytes(),
                words.bytes(),
                words.option("lease", 0),
                words.has("prev"),
                words.has("ignore-value"),
                words.has("ignore-lease"));
    }

    private static DeleteRange delete(Words words) {
        return new DeleteRange(words.range(), words.has("prev"));
    }

    static Range range(Words words) {
        KeyRange range = words.range();
        String order = words.option("order");
        String target = words.option("by");
        var bounds =
                new RevisionBounds(
                        words.option("min-mod", 0),
                        words.option("max-mod", 0),
                        words.option("min-create", 0),
                        words.option("max-create", 0));
        return new Range(
                range,
                words.option("limit", 0),
                words.option("rev", 0),
                order.isEmpty() ? SortOrder.NONE : SortOrder.valueOf(upper(order)),
                target.isEmpty() ? SortTarget.KEY : SortTarget.valueOf(upper(target)),
                words.has("keys-only"),
                words.has("count-only"),
                bounds);
    }

    /// The lines behind `txn` that are indented as deep as it, or one step deeper when nested.
    private Txn txn(int depth) {
        List<Compare> compares = new ArrayList<>();
        List<Operation> success = new ArrayList<>();
        List<Operation> failure = new ArrayList<>();
        while (!lines.isEmpty() && depth(lines.getFirst()) == depth && isPart(lines.getFirst())) {
            var words = new Words(lines.removeFirst());
            switch (words.next()) {
                case "if" -> compares.add(compare(words));
                case "then" -> success.add(operation(words, depth));
                case "else" -> failure.add(operation(words, depth));
                default -> throw new IllegalStateException();
            }
            words.end();
        }
        return new Txn(compares, success, failure);
    }

    private static boolean isPart(String line) {
        String text = line.strip();
        return text.startsWith("if ") || text.startsWith("then ") || text.startsWith("else ");
    }

    private Operation operation(Words words, int depth) {
        String verb = words.next();
        return switch (verb) {
            case "put" -> put(words);
            case "del" -> delete(words);
            case "get" -> range(words);
            case "txn" -> txn(depth + 2);
            default -> throw new IllegalArgumentException("unknown operation " + verb);
        };
    }

    /// For example `if mod a = 3` or `if value a ..c != x`.
    private static Compare compare(Words words) {
        String target = words.next();
        KeyRange range = words.range();
        Relation relation =
                switch (words.next()) {
                    case "=" -> Relation.EQUAL;
                    case ">" -> Relation.GREATER;
                    case "<" -> Relation.LESS;
                    case "!=" -> Relation.NOT_EQUAL;
                    case "~" -> Relation.ALWAYS;
                    case String other -> throw new IllegalArgumentException(other);
                };
        Operand operand =
                switch (target) {
                    case "version" -> new Operand.Version(words.number());
                    case "create" -> new Operand.CreateRevision(words.number());
                    case "mod" -> new Operand.ModRevision(words.number());
                    case "lease" -> new Operand.Lease(words.number());
                    case "value" -> new Operand.Value(words.bytes());
                    case "unknown" -> new Operand.Unknown();
                    default -> throw new IllegalArgumentException(target);
                };
        return new Compare(range, relation, operand);
    }

    private static int depth(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
