package io.leme.store.apply;

import io.leme.store.auth.AuthState;
import io.leme.store.auth.AuthTable;
import io.leme.store.command.Alarm;
import io.leme.store.command.AuthChange;
import io.leme.store.command.Command;
import io.leme.store.command.SwitchAlarm;
import io.leme.store.error.StoreError;
import io.leme.store.storage.Reader;
import io.leme.store.storage.WriteSet;
import java.util.List;
import java.util.Optional;

/// What decides whether a command may run: guards, alarms, and permissions, in this order. Alarms
/// and users are replicated; they are kept in memory here, because every command asks for them, and
/// cost two looks at a field while there is no alarm and authentication is off.
///
/// Threads: the apply thread changes it, before what it changed is written, and any thread looks.
final class Rules {
    private final List<Guard> guards;
    private volatile List<Alarm> alarms = List.of();
    private volatile AuthState auth = AuthState.FRESH;

    Rules(List<Guard> guards) {
        this.guards = List.copyOf(guards);
    }

    /// Starts from what is stored.
    void load(Reader rows) {
        alarms = AlarmTable.all(rows);
        auth = AuthTable.read(rows);
    }

    List<Alarm> alarms() {
        return alarms;
    }

    AuthState auth() {
        return auth;
    }

    Optional<StoreError> refusal(Command command, Reader state) {
        for (Guard guard : guards) {
            Optional<StoreError> refusal = guard.refusal(command, state);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        List<Alarm> raised = alarms;
        if (!raised.isEmpty()) {
            Optional<StoreError> refusal = AlarmRule.refusal(raised, command);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        AuthState known = auth;
        return known.enabled() ? new AuthRule(known, state).refusal(command) : Optional.empty();
    }

    /// False when there was no such alarm to end.
    boolean run(SwitchAlarm change, WriteSet rows) {
        boolean known = alarms.contains(change.alarm());
        if (change.raised() != known) {
            AlarmTable.put(rows, change);
            alarms = AlarmTable.all(rows);
        }
        return change.raised() || known;
    }

    /// @throws io.leme.store.error.StoreException when the change is refused
    void run(AuthChange change, WriteSet rows) {
        AuthState before = auth;
        AuthState after = before.after(change);
        AuthTable.write(rows, before, after);
        auth = after;
    }
}
