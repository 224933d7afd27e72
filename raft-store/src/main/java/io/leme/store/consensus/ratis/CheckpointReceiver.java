package io.leme.store.consensus.ratis;

import io.leme.store.consensus.LogPosition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;
import org.apache.ratis.thirdparty.io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;

/// Writes the files of one checkpoint stream, checks them and makes them durable. Called by one
/// network thread at a time, which is held up by the disk: the sender then waits.
final class CheckpointReceiver implements StreamObserver<byte[]> {
    private final Path directory;
    private final CompletableFuture<LogPosition> result;
    private @Nullable LogPosition position;
    private @Nullable Incoming file;
    private int files;
    private boolean complete;

    CheckpointReceiver(Path directory, CompletableFuture<LogPosition> result) {
        this.directory = directory;
        this.result = result;
    }

    @Override
    public void onNext(byte[] frame) {
        if (result.isDone()) {
            return;
        }
        try {
            accept(CheckpointFrame.decode(frame));
        } catch (IOException | RuntimeException e) {
            onError(e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        closeFile();
        result.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
        LogPosition at = position;
        if (!complete || at == null) {
            onError(new IOException("the checkpoint stream ended early"));
            return;
        }
        result.complete(at);
    }

    private void accept(CheckpointFrame frame) throws IOException {
        switch (frame) {
            case CheckpointFrame.Position(LogPosition at) -> {
                Directories.delete(directory);
                Files.createDirectories(directory);
                position = at;
            }
            case CheckpointFrame.FileStart(String name, long bytes) ->
                    file = new Incoming(within(name), bytes);
            case CheckpointFrame.Piece(ByteBuffer bytes) -> open().write(bytes);
            case CheckpointFrame.FileEnd(long crc32c) -> {
                open().finish(crc32c);
                file = null;
                files++;
            }
            case CheckpointFrame.End(int sent) -> {
                if (sent != files) {
                    throw new IOException(files + " of " + sent + " files arrived");
                }
                Directories.sync(directory);
                Path parent = directory.getParent();
                if (parent != null) {
                    Directories.sync(parent);
                }
                complete = true;
            }
        }
    }

    private Path within(String name) throws IOException {
        Path path = directory.resolve(name).normalize();
        if (!path.startsWith(directory) || path.equals(directory)) {
            throw new IOException("a checkpoint file outside of its directory: " + name);
        }
        return path;
    }

    private Incoming open() throws IOException {
        Incoming open = file;
        if (open == null) {
            throw new IOException("data outside of a file");
        }
        return open;
    }

    private void closeFile() {
        Incoming open = file;
        file = null;
        if (open != null) {
            try {
                open.channel.close();
            } catch (IOException e) {
                result.completeExceptionally(e);
            }
        }
    }

    private static final class Incoming {
        private final Path path;
        private final long expectedBytes;
        private final FileChannel channel;
        private final CRC32C crc = new CRC32C();

        private Incoming(Path path, long expectedBytes) throws IOException {
            this.path = path;
            this.expectedBytes = expectedBytes;
            Files.createDirectories(path.getParent());
            channel =
                    FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        private void write(ByteBuffer bytes) throws IOException {
            crc.update(bytes.duplicate());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        private void finish(long expectedCrc) throws IOException {
            channel.force(true);
            long bytes = channel.size();
            channel.close();
            if (bytes != expectedBytes || crc.getValue() != expectedCrc) {
                throw new IOException(path.getFileName() + " arrived damaged");
            }
        }
    }
}
