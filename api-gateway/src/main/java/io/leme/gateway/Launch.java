package io.leme.gateway;

import io.leme.gateway.config.ConfigException;
import io.leme.gateway.pki.PkiException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;

/// Runs a command and tells the operator, in one message without a stack trace, what went wrong.
final class Launch {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USE = 2;

    /// A command.
    @FunctionalInterface
    interface Command {
        /// @throws LaunchException to end with its message
        void run(List<String> arguments) throws IOException, InterruptedException;
    }

    private final String name;
    private final PrintStream errors;

    /// @param name as typed, such as `leme up`
    Launch(String name, PrintStream errors) {
        this.name = name;
        this.errors = errors;
    }

    /// @return the exit code
    int run(Command command, List<String> arguments) {
        try {
            command.run(arguments);
            return DONE;
        } catch (ConfigException e) {
            say(e.problems());
            errors.println("Try: " + name + " --help");
            return WRONG_USE;
        } catch (LaunchException | PkiException e) {
            say(List.of(String.valueOf(e.getMessage())));
            return FAILED;
        } catch (UncheckedIOException e) {
            say(List.of(e.getMessage() + ": " + e.getCause()));
            return FAILED;
        } catch (IOException e) {
            say(List.of(String.valueOf(e.getMessage())));
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private void say(List<String> problems) {
        if (problems.size() == 1) {
            errors.println(name + ": " + problems.getFirst());
            return;
        }
        errors.println(name + ": " + problems.size() + " problems:");
        problems.forEach(problem -> errors.println("  - " + problem));
    }
}
