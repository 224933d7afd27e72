package io.leme.store.config;

/// Which versions this program is known by.
public final class Release {
    /// The etcd release whose API is spoken. Clients parse it to learn what the server can do.
    public static final String ETCD_VERSION = "3.6.0";

    /// etcd's cluster and storage versions: the release without its patch.
    public static final String ETCD_MINOR_VERSION = "3.6.0";

    /// The release by its major and minor number alone, as etcd names versions of its API.
    public static final String ETCD_API_VERSION = "3.6";

    private Release() {}

    /// Four lines in the form of `etcd --version`, whose first one tools parse.
    static String describe() {
        String arch = System.getProperty("os.arch");
        return """
        etcd Version: %s
        Leme Version: %s
        Java Version: %s
        Java OS/Arch: %s/%s
        """
                .formatted(
                        ETCD_VERSION,
                        lemeVersion(),
                        Runtime.version(),
                        System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT),
                        arch);
    }

    private static String lemeVersion() {
        String version = Release.class.getPackage().getImplementationVersion();
        return version == null ? "0.1.0-SNAPSHOT" : version;
    }
}
