package io.leme.store.rpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.StreamObserver;
import io.leme.store.config.Release;
import io.leme.store.service.Backups;
import io.leme.store.service.Backups.Backup;
import io.leme.wire.rpc.SnapshotResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A copy of the state on its way to a client: a tar archive in pieces of 32 KiB at most, and last
/// a piece of its own with the SHA-256 of all before. That is the envelope of an etcd snapshot, so
/// that `etcdctl snapshot save` takes it; what is in the archive are this store's files.
final class SnapshotStream implements Recipe.Sending {
    private static final int PIECE_BYTES = 32 * 1024;

    private final Backups backups;
    private final PacedSender<SnapshotResponse> sender;
    private final StreamObserver<SnapshotResponse> caller;

    SnapshotStream(
            Backups backups,
            PacedSender<SnapshotResponse> sender,
            StreamObserver<SnapshotResponse> caller) {
        this.backups = backups;
        this.sender = sender;
        this.caller = caller;
    }

    @Override
    public void send() throws StatusException {
        MessageDigest digest = sha256();
        try (Backup backup = backups.open();
                Pieces pieces = new Pieces(backup.sizeBytes())) {
            backup.writeTo(new DigestOutputStream(pieces, digest));
            pieces.flush();
        } catch (Ended ended) {
            throw ended.status;
        } catch (IOException failure) {
            throw Status.UNAVAILABLE
                    .withDescription("etcdserver: the snapshot cannot be read: " + failure)
                    .asException();
        }
        sender.send(piece(digest.digest(), 0));
        caller.onCompleted();
    }

    private static SnapshotResponse piece(byte[] blob, long remaining) {
        ByteString bytes = UnsafeByteOperations.unsafeWrap(blob);
        return SnapshotResponse.newBuilder()
                .setBlob(bytes)
                .setRemainingBytes(remaining)
                .setVersion(Release.ETCD_VERSION)
                .build();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    /// The client is gone.
    private static final class Ended extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient StatusException status;

        Ended(StatusException status) {
            super(status);
            this.status = status;
        }
    }

    /// Cuts what is written into messages.
    private final class Pieces extends OutputStream {
        private byte[] piece = new byte[PIECE_BYTES];
        private int filled;
        private long remaining;

        Pieces(long size) {
            this.remaining = size;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int count) throws IOException {
            int done = 0;
            while (done < count) {
                int part = Math.min(count - done, PIECE_BYTES - filled);
                System.arraycopy(source, offset + done, piece, filled, part);
                filled += part;
                done += part;
                if (filled == PIECE_BYTES) {
                    flush();
                }
            }
        }

        @Override
        public void flush() throws IOException {
            if (filled == 0) {
                return;
            }
            byte[] full = filled == PIECE_BYTES ? piece : java.util.Arrays.copyOf(piece, filled);
            remaining -= filled;
            piece = new byte[PIECE_BYTES];
            filled = 0;
            try {
                sender.send(SnapshotStream.piece(full, remaining));
            } catch (StatusException gone) {
                throw new Ended(gone);
            }
        }
    }
}
