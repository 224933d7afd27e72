package io.leme.store.auth;

import io.leme.store.base.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The logins that this member knows. A token lives as long as it is used again within the time to
/// live; at most [#MOST_TOKENS] live at a time, and the one that was not used for longest goes
/// first.
///
/// A token ends in a dot and the index of the log entry of its login, as etcd's simple tokens do,
/// so that a member that has not applied that entry yet can tell a login to come from a made-up
/// one.
///
/// Threads: told on the apply thread, asked on any; one lock, held shortly.
public final class TokenTable implements Tokens {
    private static final int MOST_TOKENS = 100_000;

    /// Of any index that fits into 64 bits, whatever its digits are.
    private static final int MOST_DIGITS = 18;

    private final Ticker ticker;
    private final long livesNanos;
    private final Map<String, Login> logins = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, CompletableFuture<Void>> expected = new HashMap<>();

    private record Login(String user, long usedNanos) {}

    public TokenTable(Ticker ticker, Duration timeToLive) {
        this.ticker = ticker;
        this.livesNanos = timeToLive.toNanos();
    }

    public static String token(String prefix, long entryIndex) {
        return prefix + "." + entryIndex;
    }

    /// The log entry that a token names, or nothing when it names none. Asked with every call that
    /// shows a token, those that name none among them.
    public static OptionalLong entryOf(String token) {
        int first = token.lastIndexOf('.') + 1;
        int digits = token.length() - first;
        if (digits == 0 || digits > MOST_DIGITS) {
            return OptionalLong.empty();
        }
        long index = 0;
        for (int i = first; i < token.length(); i++) {
            char digit = token.charAt(i);
            if (digit < '0' || digit > '9') {
                return OptionalLong.empty();
            }
            index = 10 * index + (digit - '0');
        }
        return OptionalLong.of(index);
    }

    public void add(String token, String user) {
        CompletableFuture<Void> awaited;
        synchronized (this) {
            dropEldest();
            logins.put(token, new Login(user, ticker.nanos()));
            awaited = expected.remove(token);
        }
        if (awaited != null) {
            awaited.complete(null);
        }
    }

    /// Completes when the token is known, at once where it is, and after `patience` where it is
    /// not; it never fails. At most [#MOST_TOKENS] are waited for at a time: more complete at once.
    /// Completes on the apply thread or a timer's: hop away.
    @Override
    public synchronized CompletableFuture<Void> await(String token, Duration patience) {
        if (logins.containsKey(token)) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> awaited = expected.get(token);
        if (awaited == null) {
            if (expected.size() >= MOST_TOKENS) {
                return CompletableFuture.completedFuture(null);
            }
            awaited = new CompletableFuture<>();
            expected.put(token, awaited);
            var _ =
                    awaited.completeOnTimeout(null, patience.toNanos(), TimeUnit.NANOSECONDS)
                            .thenRun(() -> forget(token));
        }
        return awaited.copy();
    }

    private synchronized void forget(String token) {
        expected.remove(token);
    }

    /// Whoever logged in is who they are now, whatever has changed since.
    @Override
    public Optional<Identity> identify(String token, long authRevision) {
        return user(token).map(user -> new Identity(user, authRevision));
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
