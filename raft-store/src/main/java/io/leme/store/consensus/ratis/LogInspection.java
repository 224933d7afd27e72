package io.leme.store.consensus.ratis;

import io.leme.store.consensus.LogPosition;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at a log before Ratis opens it. A write that a power loss cut short leaves a torn last
/// record, which was never acknowledged: it is cut off. Ratis would refuse to start over it,
/// because it lays out zeros in advance and so takes the tear for corruption. Whatever else is
/// damaged was once acknowledged, perhaps by us alone: then this member does not start.
final class LogInspection {
    private static final Logger LOG = LoggerFactory.getLogger(LogInspection.class);

    private static final Pattern SEGMENT =
            Pattern.compile("log_(?:inprogress_(\\d+)|(\\d+)-(\\d+))");

    private final Path directory;
    private final LogPosition durable;

    /// @param directory where Ratis keeps the segments; need not exist
    /// @param durable what the state holds by itself: the log must begin at or before the next
    ///   entry, and nothing up to here is ever cut off
    LogInspection(Path directory, LogPosition durable) {
        this.directory = directory;
        this.durable = durable;
    }

    /// @throws UnusableLogException when this member must not start with this log
    void run() throws IOException {
        long next = -1;
        for (Segment segment : segments()) {
            if (next < 0 && segment.first() > durable.index() + 1) {
                throw new UnusableLogException(
                        "the log in %s begins with entry %d, but the state ends with entry %d"
                                .formatted(directory, segment.first(), durable.index()));
            }
            if (next >= 0 && segment.first() != next) {
                throw new UnusableLogException(
                        "the log in %s misses the entries %d to %d"
                                .formatted(directory, next, segment.first() - 1));
            }
            next = 1 + (segment.last().isPresent() ? closed(segment) : open(segment));
        }
    }

    private List<Segment> segments() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<Segment> segments = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Matcher name = SEGMENT.matcher(file.getFileName().toString());
                if (name.matches()) {
                    segments.add(Segment.of(file, name));
                }
            }
        }
        segments.sort(Comparator.comparingLong(Segment::first));
        return segments;
    }

    /// @return the index of its last entry
    private static long closed(Segment segment) throws IOException {
        SegmentScan scan = SegmentScan.of(segment.file(), segment.first());
        long last = segment.last().orElseThrow();
        if (scan.damaged() || scan.lastIndex() != last) {
            throw new UnusableLogException(
                    "%s is damaged at byte %d: whole up to entry %d of %d; %s"
                            .formatted(
                                    segment.file(),
                                    scan.wholeBytes(),
                                    scan.lastIndex(),
                                    last,
                                    Segment.ADVICE));
        }
        return last;
    }

    private long open(Segment segment) throws IOException {
        SegmentScan scan = SegmentScan.of(segment.file(), segment.first());
        if (!scan.damaged()) {
            return scan.lastIndex();
        }
        if (scan.moreFollows()) {
            throw new UnusableLogException(
                    "%s is damaged at byte %d, after entry %d and before others; %s"
                            .formatted(
                                    segment.file(),
                                    scan.wholeBytes(),
                                    scan.lastIndex(),
                                    Segment.ADVICE));
        }
        if (scan.lastIndex() < durable.index()) {
            throw new UnusableLogException(
                    "%s is damaged at byte %d, after entry %d, though entry %d was on disk; %s"
                            .formatted(
                                    segment.file(),
                                    scan.wholeBytes(),
                                    scan.lastIndex(),
                                    durable.index(),
                                    Segment.ADVICE));
        }
        cut(segment.file(), scan.wholeBytes());
        LOG.warn(
                "cut a torn write off the log: {} now ends with entry {}, at byte {}",
                segment.file(),
                scan.lastIndex(),
                scan.wholeBytes());
        return scan.lastIndex();
    }

    private static void cut(Path file, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(bytes);
            channel.force(true);
        }
    }

    private record Segment(Path file, long first, OptionalLong last) {
        private static final String ADVICE =
                "remove this member from the cluster and add it again with an empty directory";

        private static Segment of(Path file, Matcher name) {
            return name.group(1) != null
                    ? new Segment(file, Long.parseLong(name.group(1)), OptionalLong.empty())
                    : new Segment(
                            file,
                            Long.parseLong(name.group(2)),
                            OptionalLong.of(Long.parseLong(name.group(3))));
        }
    }
}
