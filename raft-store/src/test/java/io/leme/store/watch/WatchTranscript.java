package io.leme.store.watch;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.watch.ScriptedStore.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs a story of commands to a hub and writes what the client got after each.
///
/// A command stands on a line that begins with `>`. `put k=v`, `del k`, and both several times in
/// one revision; `compact r`; `watch key [to=end] [from=r] [id=n]` with `previous`, `noput`,
/// `nodelete`, `progress`, `fragment`; `cancel id`; `ask` and `tick` for progress; `stop` and `go`
/// for a client that does not read; `replaced`.
final class WatchTranscript implements AutoCloseable {
    private final HubUnderTest under = new HubUnderTest();
    private final RecordingSink client = new RecordingSink();
    private final WatchStream stream = under.hub.open(client);

    /// The story with its answers filled in anew.
    static String run(List<String> lines) {
        StringBuilder told = new StringBuilder();
        try (WatchTranscript transcript = new WatchTranscript()) {
            for (String line : lines) {
                if (line.startsWith(">")) {
                    told.append(line).append('\n');
                    transcript.perform(line.substring(1).strip().split(" "));
                    transcript.answers().forEach(answer -> told.append(answer).append('\n'));
                } else if (line.isBlank() || line.startsWith("#")) {
                    told.append(line).append('\n');
                }
            }
        }
        return told.toString();
    }

    @Override
    public void close() {
        under.close();
    }

    private void perform(String[] words) {
        switch (words[0]) {
            case "put", "del" -> under.commit(changes(words));
            case "compact" -> under.store.compact(Long.parseLong(words[1]));
            case "watch" -> stream.create(request(words));
            case "cancel" -> stream.cancel(Long.parseLong(words[1]));
            case "ask" -> stream.requestProgress();
            case "tick" -> stream.tick();
            case "stop" -> client.setReady(false);
            case "go" -> {
                client.setReady(true);
                stream.ready();
            }
            case "replaced" -> under.hub.replaced();
            case "missed" -> under.store.commit(List.of(change("put", words[1])));
            default -> throw new IllegalArgumentException("no such command: " + words[0]);
        }
        under.rest();
    }

    private static Change[] changes(String[] words) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < words.length; i += 2) {
            changes.add(change(words[i], words[i + 1]));
        }
        return changes.toArray(Change[]::new);
    }

    private static Change change(String verb, String what) {
        if (verb.equals("del")) {
            return new Change(what, Optional.empty());
        }
        String[] pair = what.split("=", 2);
        return new Change(pair[0], Optional.of(pair[1]));
    }

    private static WatchRequest request(String[] words) {
        List<String> options = List.of(words).subList(2, words.length);
        Bytes end =
                option(options, "to")
                        .map(text -> text.equals("end") ? KeyRange.OPEN_END : Bytes.utf8(text))
                        .orElse(Bytes.EMPTY);
        Selection selection =
                new Selection(
                        new KeyRange(Bytes.utf8(words[1]), end),
                        options.contains("noput"),
                        options.contains("nodelete"),
                        options.contains("previous"));
        return new WatchRequest(
                option(options, "id").map(Long::parseLong).orElse(0L),
                selection,
                option(options, "from").map(Long::parseLong).orElse(0L),
                options.contains("progress"),
                options.contains("fragment"));
    }

    private static Optional<String> option(List<String> options, String name) {
        return options.stream()
                .filter(option -> option.startsWith(name + "="))
                .map(option -> option.substring(name.length() + 1))
                .findFirst();
    }

    private List<String> answers() {
        return client.take().stream().map(WatchTranscript::text).toList();
    }

    private static String text(WatchMessage message) {
        String who = message.watchId() + " at " + message.revision();
        return switch (message) {
            case WatchMessage.Created created -> "created " + who;
            case WatchMessage.Refused refused -> "refused " + who + ": " + refused.reason();
            case WatchMessage.Canceled canceled -> "canceled " + who;
            case WatchMessage.Compacted compacted ->
                    "compacted " + who + ", from " + compacted.compactRevision();
            case WatchMessage.Progress progress -> "progress " + who;
            case WatchMessage.Events events ->
                    "events "
                            + who
                            + ": "
                            + TextEvents.read(events.batch().encoded())
                            + (events.moreOfRevision() ? " ..." : "");
        };
    }
}
