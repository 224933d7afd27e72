package io.leme.store.consensus.ratis;

import io.leme.store.base.Ticker;
import io.leme.store.consensus.LogPosition;
import io.leme.store.consensus.PeerCounts;
import io.leme.store.consensus.ReplicatedState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.stub.ServerCallStreamObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends a copy of the state to members that need it. Each transfer has a thread and a checkpoint
/// directory of its own; at most [#TRANSFERS] run, more are told to come back.
final class CheckpointSender implements PeerService.CheckpointSource {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointSender.class);

    private static final int TRANSFERS = 2;

    private final ReplicatedState state;
    private final Path root;
    private final Semaphore permits = new Semaphore(TRANSFERS);
    private final Ticker ticker = Ticker.SYSTEM;
    private final AtomicLong numbers = new AtomicLong();

    /// @param root where checkpoints are made: on the file system of the state, emptied here
    CheckpointSender(ReplicatedState state, Path root) throws IOException {
        this.state = state;
        this.root = root;
        Directories.delete(root);
    }

    @Override
    public void stream(byte[] payload, ServerCallStreamObserver<byte[]> observer) {
        if (payload.length != Long.BYTES) {
            observer.onError(Status.INVALID_ARGUMENT.asRuntimeException());
            return;
        }
        if (!permits.tryAcquire()) {
            observer.onError(
                    Status.RESOURCE_EXHAUSTED
                            .withDescription("too many checkpoint transfers")
                            .asRuntimeException());
            return;
        }
        PeerCounts.Copies copies =
                PeerTraffic.incoming()
                        .flatMap(PeerTraffic.Incoming::peer)
                        .orElseGet(PeerCounts::new)
                        .sentCopies();
        long atLeast = ByteBuffer.wrap(payload).getLong();
        Readiness readiness = new Readiness(observer);
        observer.setOnReadyHandler(readiness::changed);
        observer.setOnCancelHandler(readiness::changed);
        Thread.ofPlatform()
                .daemon()
                .name("checkpoint-send")
                .start(() -> {
                    copies.began();
                    long began = ticker.nanos();
                    boolean sent = false;
                    try {
                        sent = send(atLeast, readiness);
                    } finally {
                        copies.ended(sent, ticker.nanos() - began);
                        permits.release();
                    }
                });
    }

    private boolean send(long atLeast, Readiness to) {
        Path directory = root.resolve(Long.toString(numbers.incrementAndGet()));
        try {
            Files.createDirectories(root);
            LogPosition position = state.checkpoint(directory);
            if (position.index() < atLeast) {
                to.observer.onError(
                        Status.UNAVAILABLE
                                .withDescription("applied only to " + position.index())
                                .asRuntimeException());
                return false;
            }
            LOG.info("sending a checkpoint at {} to a member that needs it", position.index());
            to.write(new CheckpointFrame.Position(position));
            List<Path> files = Directories.files(directory);
            for (Path file : files) {
                send(directory, file, to);
            }
            to.write(new CheckpointFrame.End(files.size()));
            to.observer.onCompleted();
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.warn("sending a checkpoint failed: {}", e.toString());
            to.fail(e);
            return false;
        } finally {
            deleteQuietly(directory);
        }
    }

    private static void send(Path directory, Path file, Readiness to) throws IOException {
        String name = directory.relativize(file).toString().replace('\\', '/');
        to.write(new CheckpointFrame.FileStart(name, Files.size(file)));
        CRC32C crc = new CRC32C();
        ByteBuffer piece = ByteBuffer.allocate(CheckpointFrame.PIECE_BYTES);
        try (FileChannel channel = FileChannel.open(file)) {
            while (channel.read(piece.clear()) >= 0) {
                piece.flip();
                crc.update(piece.duplicate());
                to.write(new CheckpointFrame.Piece(piece));
            }
        }
        to.write(new CheckpointFrame.FileEnd(crc.getValue()));
    }

    private static void deleteQuietly(Path directory) {
        try {
            Directories.delete(directory);
        } catch (IOException e) {
            LOG.warn("{} could not be deleted: {}", directory, e.toString());
        }
    }

    /// Waits until the receiver takes more: nothing piles up here.
    private static final class Readiness {
        private final ServerCallStreamObserver<byte[]> observer;

        private Readiness(ServerCallStreamObserver<byte[]> observer) {
            this.observer = observer;
        }

        private synchronized void changed() {
            notifyAll();
        }

        private void write(CheckpointFrame frame) throws IOException {
            synchronized (this) {
                try {
                    while (!observer.isReady() && !observer.isCancelled()) {
                        wait();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted", e);
                }
            }
            if (observer.isCancelled()) {
                throw new IOException("the receiver is gone");
            }
            observer.onNext(CheckpointFrame.encode(frame));
        }

        private void fail(Exception cause) {
            if (!observer.isCancelled()) {
                observer.onError(
                        Status.UNAVAILABLE.withDescription(cause.toString()).asRuntimeException());
            }
        }
    }
}
