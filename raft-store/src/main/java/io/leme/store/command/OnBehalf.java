package io.leme.store.command;

/// A command with the user who wants it, while authentication is on. `authRevision` is the one that
/// the user was looked up at; 0 with an empty name is a caller who said no name.
public record OnBehalf(String user, long authRevision, Command command) implements Command {
    public OnBehalf {
        if (command instanceof OnBehalf) {
            throw new IllegalArgumentException("one command has one user");
        }
    }
}
