package io.leme.store.auth;

import io.leme.store.base.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The logins that this member knows. A token lives as long as it is used again within the time to
/// live; at most [#MOST_TOKENS] live at a time, and the one that was not used for longest goes
/// first.
///
/// Threads: told on the apply thread, asked on any; one lock, held shortly.
public final class TokenTable {
    private static final int MOST_TOKENS = 100_000;

    private final Ticker ticker;
    private final long livesNanos;
    private final Map<String, Login> logins = new LinkedHashMap<>(16, 0.75f, true);

    private record Login(String user, long usedNanos) {}

    public TokenTable(Ticker ticker, Duration timeToLive) {
        this.ticker = ticker;
        this.livesNanos = timeToLive.toNanos();
    }

    public synchronized void add(String token, String user) {
        dropEldest();
        logins.put(token, new Login(user, ticker.nanos()));
    }

    /// The user of a token, which lives on.
    public synchronized Optional<String> user(String token) {
        Login login = logins.get(token);
        if (login == null) {
            return Optional.empty();
        }
        if (ticker.nanos() - login.usedNanos > livesNanos) {
            logins.remove(token);
            return Optional.empty();
        }
        logins.put(token, new Login(login.user, ticker.nanos()));
        return Optional.of(login.user);
    }

    /// Ends all tokens of a user.
    public synchronized void end(String user) {
        logins.values().removeIf(login -> login.user.equals(user));
    }

    public synchronized void endAll() {
        logins.clear();
    }

    private void dropEldest() {
        var eldest = logins.entrySet().iterator();
        while (eldest.hasNext()) {
            Login login = eldest.next().getValue();
            boolean over = logins.size() >= MOST_TOKENS;
            if (!over && ticker.nanos() - login.usedNanos <= livesNanos) {
                return;
            }
            eldest.remove();
        }
    }
}
