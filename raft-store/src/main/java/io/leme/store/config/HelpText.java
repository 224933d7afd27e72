package io.leme.store.config;

/// What `--help` prints.
final class HelpText {
    private HelpText() {}

    static String of(Flag[] flags) {
        StringBuilder text =
                new StringBuilder(
                        """
                        Usage: leme store [flags]
                          Starts a member of the replicated store, which speaks etcd's v3 API.

                          --version   Print the version and end.
                          -h, --help  Print this text and end.

                        Every flag can also be given by its environment variable, ETCD_ and the
                        flag in capitals: --data-dir is ETCD_DATA_DIR. Flags beat the environment.

                        """);
        for (Flag flag : flags) {
            text.append("  --").append(flag.spelling());
            if (!flag.fallback().isEmpty()) {
                text.append(" '").append(flag.fallback()).append('\'');
            }
            text.append("\n      ").append(flag.help()).append('\n');
        }
        return text.toString();
    }
}
