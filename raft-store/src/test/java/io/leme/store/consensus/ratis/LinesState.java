package io.leme.store.consensus.ratis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leme.store.consensus.LogPosition;
import io.leme.store.consensus.ReplicatedState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// A state of lines of text in the order of the log, on the heap; [#flush] writes them to a file.
final class LinesState implements ReplicatedState {
    private final Path file;
    private final List<String> lines = new ArrayList<>();
    private LogPosition applied = LogPosition.NONE;
    private LogPosition durable = LogPosition.NONE;
    private volatile String poison = "";

    LinesState(Path file) {
        this.file = file;
        load();
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /// Applying this line throws.
    void poison(String line) {
        poison = line;
    }

    @Override
    public synchronized LogPosition applied() {
        return applied;
    }

    @Override
    public synchronized LogPosition durable() {
        return durable;
    }

    @Override
    public synchronized void apply(LogPosition position, ByteBuffer entry) {
        String line = UTF_8.decode(entry).toString();
        if (line.equals(poison)) {
            throw new IllegalStateException("poisoned by " + line);
        }
        moveTo(position);
        lines.add(line);
    }

    @Override
    public synchronized void advance(LogPosition position) {
        moveTo(position);
    }

    private void moveTo(LogPosition position) {
        if (position.index() != applied.index() + 1) {
            throw new IllegalStateException(position + " does not follow " + applied);
        }
        applied = position;
    }

    @Override
    public synchronized LogPosition flush() {
        write(file);
        durable = applied;
        return durable;
    }

    @Override
    public synchronized LogPosition checkpoint(Path directory) {
        try {
            Files.createDirectory(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(directory.resolve("lines"));
        return applied;
    }

    @Override
    public synchronized void replace(Path directory) {
        try {
            Files.move(directory.resolve("lines"), file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        load();
    }

    private void write(Path to) {
        List<String> text = new ArrayList<>();
        text.add(applied.term() + " " + applied.index());
        text.addAll(lines);
        try {
            Path draft = to.resolveSibling(to.getFileName() + ".new");
            Files.write(draft, text);
            Files.move(draft, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void load() {
        lines.clear();
        try {
            List<String> text = Files.readAllLines(file);
            String[] position = text.getFirst().split(" ");
            applied = new LogPosition(Long.parseLong(position[0]), Long.parseLong(position[1]));
            lines.addAll(text.subList(1, text.size()));
        } catch (NoSuchFileException e) {
            applied = LogPosition.NONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        durable = applied;
    }
}
