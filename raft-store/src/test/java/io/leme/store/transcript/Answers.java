package io.leme.store.transcript;

import io.leme.store.command.KeyValue;
import io.leme.store.command.Result;
import io.leme.store.mvcc.Event;
import io.leme.store.mvcc.RevisionEvents;
import java.util.ArrayList;
import java.util.List;

/// Writes answers for people to read.
final class Answers {
    private final List<String> lines = new ArrayList<>();

    List<String> lines() {
        return lines;
    }

    void line(String text) {
        lines.add(text);
    }

    void result(Result result) {
        result(result, "");
    }

    private void result(Result result, String indent) {
        switch (result) {
            case Result.Putted put -> {
                line(indent + "put rev=" + put.revision());
                put.previous().ifPresent(kv -> line(indent + "  was " + keyValue(kv)));
            }
            case Result.Deleted deleted -> {
                line(indent + "deleted " + deleted.count() + " rev=" + deleted.revision());
                deleted.previous().forEach(kv -> line(indent + "  was " + keyValue(kv)));
            }
            case Result.Ranged ranged -> {
                String more = ranged.more() ? " more" : "";
                line(indent + "count=" + ranged.count() + more + " rev=" + ranged.revision());
                ranged.kvs().forEach(kv -> line(indent + "  " + keyValue(kv)));
            }
            case Result.TxnDone txn -> {
                String outcome = txn.succeeded() ? "succeeded" : "failed";
                line(indent + outcome + " rev=" + txn.revision());
                txn.responses().forEach(response -> result(response, indent + "  "));
            }
            case Result.AlarmSwitched switched -> line(indent + "alarm " + switched.known());
            case Result.LoggedIn login -> line(indent + "token " + login.token());
            case Result.Compacted compacted -> line("compacted rev=" + compacted.revision());
            case Result.LeaseGranted granted ->
                    line(
                            "granted %d ttl=%d rev=%d"
                                    .formatted(
                                            granted.id(),
                                            granted.ttlSeconds(),
                                            granted.revision()));
            case Result.LeaseRevoked revoked -> line("revoked rev=" + revoked.revision());
            case Result.Done done -> line("done rev=" + done.revision());
            case Result.Rejected rejected ->
                    line(rejected.error().code() + " " + rejected.error().text());
        }
    }

    void history(List<RevisionEvents> history) {
        for (RevisionEvents revision : history) {
            line(Long.toString(revision.revision()));
            for (Event event : revision.events()) {
                line("  " + event.kind() + " " + keyValue(event.kv()));
                event.previous().ifPresent(kv -> line("    was " + keyValue(kv)));
            }
        }
    }

    private static String keyValue(KeyValue kv) {
        return "%s = %s (create %d, mod %d, version %d, lease %d)"
                .formatted(
                        kv.key(),
                        kv.value().isEmpty() ? "\"\"" : kv.value(),
                        kv.createRevision(),
                        kv.modRevision(),
                        kv.version(),
                        kv.lease());
    }
}
