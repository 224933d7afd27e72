package io.leme.store;

import io.leme.store.config.ConfigException;
import io.leme.store.storage.StorageException;
import io.leme.store.storage.UnknownFormatException;
import java.io.IOException;
import picocli.CommandLine;

/// Runs commands on files: what goes wrong is one line, and an exit code.
final class OfflineCommands {
    private static final int FAILED = 1;
    private static final int WRONG_OPTIONS = 2;

    private OfflineCommands() {}

    /// How a result is printed.
    enum Form {
        SIMPLE,
        JSON
    }

    static int run(Object command, String[] arguments) {
        CommandLine line = new CommandLine(command);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, failed, parsed) -> {
            String name = failed.getCommandSpec().qualifiedName();
            switch (failure) {
                case ConfigException wrong -> {
                    System.err.println(name + ": " + wrong.getMessage());
                    return WRONG_OPTIONS;
                }
                case IOException unusable ->
                        System.err.println(name + ": " + unusable.getMessage());
                case UnknownFormatException foreign ->
                        System.err.println(name + ": " + foreign.getMessage());
                case StorageException broken ->
                        System.err.println(name + ": " + broken.getMessage());
                default -> throw failure;
            }
            return FAILED;
        });
        return line.execute(arguments);
    }
}
