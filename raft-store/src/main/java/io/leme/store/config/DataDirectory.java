package io.leme.store.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/// A member's directory, held by this process alone and marked with whose data it holds.
///
/// The mark is written once, when the directory is new. A directory that bears the mark of another
/// member or cluster is refused, because its log would be mixed with a foreign one.
public final class DataDirectory implements AutoCloseable {
    private static final String MARK = "member.properties";
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel channel;
    private final boolean fresh;

    private DataDirectory(Path path, FileChannel channel, boolean fresh) {
        this.path = path;
        this.channel = channel;
        this.fresh = fresh;
    }

    /// Creates or opens the directory of the settings.
    ///
    /// @throws ConfigException when it belongs to someone else or is in use
    public static DataDirectory claim(StoreSettings settings) {
        Path path = settings.member().dataDirectory().toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            FileChannel channel = lock(path);
            boolean fresh = !Files.exists(path.resolve(MARK));
            if (fresh) {
                writeMark(path, settings);
            } else {
                checkMark(path, settings);
            }
            return new DataDirectory(path, channel, fresh);
        } catch (IOException failure) {
            throw problem("--data-dir: cannot use " + path + ": " + failure);
        }
    }

    /// Whose data a directory holds.
    public record Owner(long memberId, long clusterId) {}

    /// The owner that a directory is marked with; empty for one that is new.
    public static Optional<Owner> owner(Path path) {
        Path mark = path.resolve(MARK);
        if (!Files.exists(mark)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(mark)) {
            properties.load(reader);
        } catch (IOException failure) {
            throw problem("--data-dir: cannot read " + mark + ": " + failure);
        }
        return Optional.of(
                new Owner(
                        Long.parseUnsignedLong(properties.getProperty("member-id"), 16),
                        Long.parseUnsignedLong(properties.getProperty("cluster-id"), 16)));
    }

    public Path path() {
        return path;
    }

    /// True when this start made the directory this member's.
    public boolean isFresh() {
        return fresh;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException heldHere) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw problem("--data-dir: " + path + " is in use by another process");
        }
        return channel;
    }

    /// Marks a directory that is being made for the member of the settings.
    public static void mark(Path path, StoreSettings settings) throws IOException {
        writeMark(path, settings);
    }

    private static void writeMark(Path path, StoreSettings settings) throws IOException {
        Properties mark = new Properties();
        mark.setProperty("member-id", hex(settings.member().id()));
        mark.setProperty("cluster-id", hex(settings.cluster().clusterId()));
        mark.setProperty("name", settings.member().name());
        Path temporary = path.resolve(MARK + ".new");
        try (var writer = Files.newBufferedWriter(temporary)) {
            mark.store(writer, null);
        }
        try (FileChannel written = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(temporary, path.resolve(MARK), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void checkMark(Path path, StoreSettings settings) throws IOException {
        Properties mark = new Properties();
        try (var reader = Files.newBufferedReader(path.resolve(MARK))) {
            mark.load(reader);
        }
        String cluster = hex(settings.cluster().clusterId());
        String member = hex(settings.member().id());
        if (!cluster.equals(mark.getProperty("cluster-id"))) {
            throw problem(
                    "--data-dir: "
                            + path
                            + " holds data of cluster "
                            + mark.getProperty("cluster-id")
                            + ", but the flags name cluster "
                            + cluster
                            + " (another --initial-cluster or --initial-cluster-token)");
        }
        if (!member.equals(mark.getProperty("member-id"))) {
            throw problem(
                    "--data-dir: "
                            + path
                            + " holds data of member "
                            + mark.getProperty("member-id")
                            + " ("
                            + mark.getProperty("name")
                            + "), but the flags name member "
                            + member
                            + " ("
                            + settings.member().name()
                            + ")");
        }
    }

    private static String hex(long id) {
        return String.format(Locale.ROOT, "%x", id);
    }

    private static ConfigException problem(String text) {
        return new ConfigException(List.of(text));
    }
}
