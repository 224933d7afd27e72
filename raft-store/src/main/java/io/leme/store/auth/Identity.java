package io.leme.store.auth;

/// Who asks: a user, and the auth revision that the name was found at. [#NOBODY] named no user.
public record Identity(String user, long authRevision) {
    public static final Identity NOBODY = new Identity("", 0);
}
