package io.leme.store.judge.fault;

import com.google.protobuf.ByteString;
import io.leme.store.judge.process.Answer;
import io.leme.store.judge.process.Eventually;
import io.leme.store.judge.process.Member;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.PutResponse;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.RangeResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Concurrent clients that write and read until stopped, each operation at a member drawn from a
/// seed, and record what happened. A virtual thread per client.
final class Clients implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final Duration PROGRESS = Duration.ofSeconds(40);
    private static final int KEYS = 32;
    private static final int OPERATIONS_AT_ONE_MEMBER = 50;
    private static final long PAUSE_AFTER_REFUSAL_NANOS = 20_000_000;

    private final List<Member> members;
    private final String name;
    private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
    private final AtomicLong values = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopped;

    private Clients(List<Member> members, String name) {
        this.members = List.copyOf(members);
        this.name = name;
    }

    /// Starts clients on some members.
    ///
    /// @param seed also a part of every value, so that clients of different seeds share none
    static Clients start(List<Member> members, int writers, int readers, long seed) {
        var clients = new Clients(members, "value-" + seed + "-");
        var seeds = new SplittableRandom(seed);
        for (int i = 0; i < writers + readers; i++) {
            boolean writes = i < writers;
            SplittableRandom random = seeds.split();
            clients.executor.execute(() -> clients.work(writes, random));
        }
        return clients;
    }

    /// A client that got no answer turns to the other members for a while, as clients do.
    private void work(boolean writes, SplittableRandom random) {
        int index = random.nextInt(members.size());
        int operationsLeft = OPERATIONS_AT_ONE_MEMBER;
        while (!stopped) {
            String key = "key-" + random.nextInt(KEYS);
            Member member = members.get(index);
            boolean answered = writes ? write(member, key) : read(member, key);
            operationsLeft--;
            if (!answered || operationsLeft == 0) {
                index = another(index, random);
                operationsLeft = OPERATIONS_AT_ONE_MEMBER;
            }
            if (!answered) {
                LockSupport.parkNanos(PAUSE_AFTER_REFUSAL_NANOS);
            }
        }
    }

    private int another(int index, SplittableRandom random) {
        return members.size() == 1
                ? index
                : (index + 1 + random.nextInt(members.size() - 1)) % members.size();
    }

    private boolean write(Member member, String key) {
        String value = name + values.incrementAndGet();
        var request =
                PutRequest.newBuilder()
                        .setKey(ByteString.copyFromUtf8(key))
                        .setValue(ByteString.copyFromUtf8(value))
                        .build();
        long invoked = System.nanoTime();
        Answer<PutResponse> answer = member.client().call(KVGrpc.getPutMethod(), request, DEADLINE);
        long returned = System.nanoTime();
        operations.add(
                switch (answer) {
                    case Answer.Given<PutResponse>(PutResponse put) ->
                            new Operation.Write(
                                    key, value, invoked, returned, put.getHeader().getRevision());
                    case Answer.Refused<PutResponse> refused ->
                            new Operation.Write(key, value, invoked, Operation.NEVER, 0);
                });
        if (answer.isGiven()) {
            acknowledged.incrementAndGet();
        }
        return answer.isGiven();
    }

    private boolean read(Member member, String key) {
        var request = RangeRequest.newBuilder().setKey(ByteString.copyFromUtf8(key)).build();
        long invoked = System.nanoTime();
        Answer<RangeResponse> answer =
                member.client().call(KVGrpc.getRangeMethod(), request, DEADLINE);
        long returned = System.nanoTime();
        if (answer instanceof Answer.Given<RangeResponse>(RangeResponse range)) {
            operations.add(
                    new Operation.Read(
                            key,
                            invoked,
                            returned,
                            range.getHeader().getRevision(),
                            range.getKvsCount() == 0
                                    ? null
                                    : range.getKvs(0).getValue().toStringUtf8()));
        }
        return answer.isGiven();
    }

    /// Writes acknowledged so far.
    long acknowledged() {
        return acknowledged.get();
    }

    /// Waits until so many more writes are acknowledged.
    void awaitWrites(long more) {
        long goal = acknowledged() + more;
        Eventually.eventually(PROGRESS, more + " more writes", () -> acknowledged.get() >= goal);
    }

    /// Stops the clients and returns what they did.
    List<Operation> stop() {
        stopped = true;
        executor.close();
        return List.copyOf(operations);
    }

    @Override
    public void close() {
        stopped = true;
        executor.close();
    }
}
