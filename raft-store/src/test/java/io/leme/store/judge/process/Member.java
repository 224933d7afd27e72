package io.leme.store.judge.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.MaintenanceGrpc;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.StatusRequest;
import io.leme.wire.rpc.StatusResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One member: a process that may be running, its directory and its log. The process changes with
/// every start, the member stays. Signals and starts come from one thread at a time; `client` may
/// be used by many.
public final class Member implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration GONE = Duration.ofSeconds(20);

    private final Program program;
    private final MemberSettings settings;
    private final Thread shutdownHook;
    private volatile @Nullable Process process;
    private volatile WireClient client;

    /// A member that is not started yet.
    public Member(Program program, MemberSettings settings) {
        this.program = program;
        this.settings = settings;
        this.client = new WireClient(address(), settings.transport());
        this.shutdownHook = new Thread(this::destroy);
        Runtime.getRuntime().addShutdownHook(shutdownHook);
    }

    /// Starts the process; does not wait for it to be ready.
    public void start() {
        if (running()) {
            throw new IllegalStateException(settings.name() + " runs already");
        }
        try {
            Files.createDirectories(settings.log().getParent());
            var builder = new ProcessBuilder(settings.command(program));
            builder.redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(settings.log().toFile()));
            builder.environment().keySet().removeIf(Member::isSetting);
            builder.environment().putAll(Map.of("MALLOC_ARENA_MAX", "2"));
            process = builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot start " + settings.name(), failure);
        }
        client.close();
        client = new WireClient(address(), settings.transport());
    }

    /// Both programs read flags from the environment too; a test's flags are those it names.
    private static boolean isSetting(String variable) {
        return variable.startsWith("ETCD") || variable.startsWith("LEME_");
    }

    /// Waits until the member answers a linearizable read; fails with its log when it ends first.
    public void awaitReady() {
        var request = RangeRequest.newBuilder().setKey(ByteString.copyFromUtf8("ready")).build();
        Eventually.eventually(
                READY,
                settings.name() + " is ready; its log ends:\n" + logTail(),
                () -> {
                    if (!running()) {
                        throw new AssertionError(settings.name() + " ended:\n" + logTail());
                    }
                    return client.call(KVGrpc.getRangeMethod(), request, Duration.ofSeconds(3))
                            .isGiven();
                });
    }

    /// Ends the process as a power cut would end it, as far as the process can tell.
    public void kill() {
        signal(Signal.KILL);
        awaitEnd(GONE);
    }

    /// Freezes the process.
    public void pause() {
        signal(Signal.STOP);
    }

    /// Lets a frozen process run on.
    public void resume() {
        signal(Signal.CONT);
    }

    /// Asks the process to end; returns at once.
    public void terminate() {
        signal(Signal.TERM);
    }

    /// Waits for the end of the process and returns its exit code.
    public int awaitEnd(Duration bound) {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException(settings.name() + " was never started");
        }
        try {
            if (!running.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(
                        settings.name() + " still runs after " + bound + ":\n" + logTail());
            }
            return running.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// Whether there is a process, frozen or not.
    public boolean running() {
        Process now = process;
        return now != null && now.isAlive();
    }

    /// The client of this member; another one after each start.
    public WireClient client() {
        return client;
    }

    /// What the member says of itself.
    public Answer<StatusResponse> status() {
        return client.call(
                MaintenanceGrpc.getStatusMethod(),
                StatusRequest.getDefaultInstance(),
                Duration.ofSeconds(2));
    }

    /// Whether the member answers and takes itself for the leader.
    public boolean leads() {
        return switch (status()) {
            case Answer.Given<StatusResponse>(StatusResponse status) ->
                    status.getLeader() != 0
                            && status.getLeader() == status.getHeader().getMemberId();
            case Answer.Refused<StatusResponse> refused -> false;
        };
    }

    /// How the member is started.
    public MemberSettings settings() {
        return settings;
    }

    /// Its client address.
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.clientPort());
    }

    /// Its client address as `host:port`.
    public String endpoint() {
        return "127.0.0.1:" + settings.clientPort();
    }

    /// All lines it ever wrote, over all its processes.
    public List<String> log() {
        try {
            return Files.exists(settings.log())
                    ? Files.readAllLines(settings.log(), UTF_8)
                    : List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String logTail() {
        List<String> lines = log();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    private void signal(Signal signal) {
        Process running = process;
        if (running == null || !running.isAlive()) {
            throw new AssertionError(settings.name() + " does not run:\n" + logTail());
        }
        signal.send(running.pid());
    }

    private void destroy() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    @Override
    public void close() {
        client.close();
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            awaitEnd(GONE);
        }
        Runtime.getRuntime().removeShutdownHook(shutdownHook);
    }
}
