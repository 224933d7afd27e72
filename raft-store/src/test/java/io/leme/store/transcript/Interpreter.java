package io.leme.store.transcript;

import io.leme.store.apply.StateUnderTest;
import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.command.Command;
import io.leme.store.command.Range;
import io.leme.store.command.Result;
import io.leme.store.error.StoreException;
import io.leme.store.lease.Lease;
import io.leme.store.mvcc.View;
import java.nio.file.Path;
import java.util.List;

/// Runs the steps of a transcript against a state machine. Several commands in one step are one log
/// entry.
final class Interpreter implements AutoCloseable {
    private final Path root;
    private final StateUnderTest state;

    Interpreter(Path root, StateUnderTest state) {
        this.root = root;
        this.state = state;
    }

    List<String> run(List<String> input) {
        var answers = new Answers();
        var words = new Words(input.getFirst());
        switch (words.next()) {
            case "get" -> get(words, answers);
            case "history" -> history(words, answers);
            case "leases" -> leases(answers);
            case "lease-keys" -> leaseKeys(words.number(), answers);
            case "term" -> state.term(words.number());
            case "reopen" -> state.reopen(root);
            default -> {
                Command[] commands = new Script(input).commands().toArray(new Command[0]);
                state.apply(commands).forEach(answers::result);
            }
        }
        return answers.lines();
    }

    private void get(Words words, Answers answers) {
        Range range = Script.range(words);
        words.end();
        try {
            answers.result(state.range(range));
        } catch (StoreException refused) {
            answers.result(new Result.Rejected(refused.error()));
        }
    }

    /// `history FROM KEYS`, with `prev` for previous values.
    private void history(Words words, Answers answers) {
        long from = words.number();
        KeyRange keys = words.range();
        boolean withPrevious = words.has("prev");
        words.end();
        try (View view = state.applier().open()) {
            answers.history(
                    view.history(keys, from, Long.MAX_VALUE - 1, 1000, withPrevious).revisions());
        } catch (StoreException refused) {
            answers.result(new Result.Rejected(refused.error()));
        }
    }

    private void leases(Answers answers) {
        for (Lease lease : state.applier().leases()) {
            answers.line(lease.id() + " ttl=" + lease.ttlSeconds());
        }
    }

    private void leaseKeys(long id, Answers answers) {
        try (View view = state.applier().open()) {
            for (Bytes key : view.leaseKeys(id)) {
                answers.line(key.toString());
            }
        }
    }

    @Override
    public void close() {
        state.close();
    }
}
