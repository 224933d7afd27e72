package io.leme.store.service;

import io.leme.store.auth.AuthState;
import io.leme.store.auth.Passwords;
import io.leme.store.auth.Role;
import io.leme.store.auth.User;
import io.leme.store.command.AuthChange;
import io.leme.store.command.Login;
import io.leme.store.command.Result;
import io.leme.store.consensus.Proposer;
import io.leme.store.consensus.ReadGate;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Users, roles and logins.
///
/// Passwords are hashed and compared on the read queue, which takes its time; only hashes enter the
/// log. A login is replicated, so that its token is good on every member, unless the token says all
/// by itself.
public final class Accounts {
    private static final int TOKEN_LETTERS = 16;

    /// Users may change while a password is compared; then it is compared again, so often.
    private static final int MOST_ATTEMPTS = 10;

    private final Supplier<AuthState> state;
    private final Supplier<Proposer> proposers;
    private final ReadGate gate;
    private final Secrets secrets;

    /// What passwords and tokens are made with. Without an issuer, a token is a text that all
    /// members remember.
    public record Secrets(
            Passwords passwords,
            RandomGenerator random,
            ReadQueue reads,
            Optional<Issuer> issuer) {}

    /// Makes a token that needs not be remembered.
    @FunctionalInterface
    public interface Issuer {
        /// @param authRevision at which the user's password was right
        String issue(String user, long authRevision);
    }

    /// `proposers` gives one that takes changes at the wish of the current caller.
    public Accounts(
            Supplier<AuthState> state,
            Supplier<Proposer> proposers,
            ReadGate gate,
            Secrets secrets) {
        this.state = state;
        this.proposers = proposers;
        this.gate = gate;
        this.secrets = secrets;
    }

    public CompletableFuture<Result> change(AuthChange change) {
        return proposers.get().propose(change);
    }

    /// `hash` is taken as it is when it is not empty; else the password is hashed.
    public CompletableFuture<Result> changeWithPassword(
            String password, String hash, Function<String, AuthChange> change) {
        if (!hash.isEmpty()) {
            return change(change.apply(hash));
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > Passwords.LONGEST_BYTES) {
            return failed(StoreError.PASSWORD_TOO_LONG);
        }
        Proposer bound = proposers.get();
        return secrets.reads
                .submit(() -> secrets.passwords.hash(password))
                .thenCompose(hashed -> bound.propose(change.apply(hashed)));
    }

    /// A token for a name and a password.
    public CompletableFuture<String> authenticate(String name, String password) {
        if (secrets.issuer.isPresent()) {
            Issuer issuer = secrets.issuer.get();
            return gate.await()
                    .thenCompose(passed ->
                            secrets.reads.submit(
                                    () -> issuer.issue(name, checkedAt(name, password))));
        }
        return gate.await().thenCompose(passed -> authenticate(name, password, MOST_ATTEMPTS));
    }

    private CompletableFuture<String> authenticate(String name, String password, int attempts) {
        return secrets.reads
                .submit(() -> checkedAt(name, password))
                .thenCompose(revision ->
                        proposers.get().propose(new Login(name, revision, tokenPrefix())))
                .thenApply(Accounts::token)
                .exceptionallyCompose(failure ->
                        attempts > 1 && isOld(failure)
                                ? authenticate(name, password, attempts - 1)
                                : CompletableFuture.failedFuture(failure));
    }

    /// The auth revision at which the password was right.
    private long checkedAt(String name, String password) {
        AuthState known = state.get();
        if (!known.enabled()) {
            throw new StoreException(StoreError.AUTH_NOT_ENABLED);
        }
        User user = known.users().get(name);
        if (user == null) {
            throw new StoreException(StoreError.AUTH_FAILED);
        }
        if (user.hash().isEmpty()) {
            throw new StoreException(StoreError.PASSWORD_OF_PASSWORDLESS);
        }
        if (!Passwords.matches(user.hash(), password)) {
            throw new StoreException(StoreError.AUTH_FAILED);
        }
        return known.revision();
    }

    /// For root, as in etcd 3.6; from 3.7 on etcd tells everybody.
    public CompletableFuture<AuthState> status(Caller caller) {
        return read(known -> {
            caller.requireRoot();
            return known;
        });
    }

    public CompletableFuture<User> user(Caller caller, String name) {
        return read(known -> {
            caller.requireRootOr(name);
            return known.user(name);
        });
    }

    /// Root may see every role, and others their own.
    public CompletableFuture<Role> role(Caller caller, String name) {
        return read(known -> {
            User self = known.users().get(caller.identity().user());
            if (self == null || !self.roles().contains(name)) {
                caller.requireRoot();
            }
            return known.role(name);
        });
    }

    public CompletableFuture<List<String>> users(Caller caller) {
        return read(known -> {
            caller.requireRoot();
            return List.copyOf(known.users().keySet());
        });
    }

    public CompletableFuture<List<String>> roles(Caller caller) {
        return read(known -> {
            caller.requireRoot();
            return List.copyOf(known.roles().keySet());
        });
    }

    private <A> CompletableFuture<A> read(Function<AuthState, A> reading) {
        return gate.await().thenApply(passed -> reading.apply(state.get()));
    }

    private String tokenPrefix() {
        StringBuilder letters = new StringBuilder(TOKEN_LETTERS);
        for (int i = 0; i < TOKEN_LETTERS; i++) {
            int letter = secrets.random.nextInt(52);
            letters.append((char) (letter < 26 ? 'a' + letter : 'A' + letter - 26));
        }
        return letters.toString();
    }

    private static String token(Result result) {
        return switch (result) {
            case Result.LoggedIn loggedIn -> loggedIn.token();
            default -> throw new IllegalStateException("not an answer to a login: " + result);
        };
    }

    private static boolean isOld(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause instanceof StoreException refused
                && refused.error() == StoreError.AUTH_OLD_REVISION;
    }

    private static <A> CompletableFuture<A> failed(StoreError error) {
        return CompletableFuture.failedFuture(new StoreException(error));
    }
}
