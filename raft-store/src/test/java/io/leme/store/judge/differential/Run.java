package io.leme.store.judge.differential;

import com.google.protobuf.Message;
import io.leme.store.judge.process.Answer;
import io.leme.store.judge.process.Member;
import io.leme.wire.rpc.CompactionRequest;
import io.leme.wire.rpc.ResponseHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// One seed played against both servers, until the steps are done or a difference is left
/// unexplained: after one the two states may differ, and nothing later would mean anything.
final class Run implements AutoCloseable {
    private static final int STREAMS = 3;

    private final long seed;
    private final KnownDifferences explanations;
    private final Known known = new Known(STREAMS);
    private final Side etcd;
    private final Side leme;
    private final Watchers watchers;
    private final StepGenerator generator;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Integer> tally = new TreeMap<>();
    private String answers = "";

    /// @param etcd a fresh etcd
    /// @param leme a fresh store
    Run(long seed, KnownDifferences explanations, Member etcd, Member leme) {
        this.seed = seed;
        this.explanations = explanations;
        this.etcd = new Side(etcd, STREAMS);
        this.leme = new Side(leme, STREAMS);
        this.watchers = new Watchers(this.etcd, this.leme, known);
        this.generator = new StepGenerator(seed, known);
    }

    /// Plays so many steps and settles at the end.
    void play(int steps) {
        for (int index = 0; index < steps; index++) {
            playOne(index, generator.next());
        }
        playOne(steps, new Step.Settle());
    }

    /// How often etcd gave which answer: what the run was about.
    Map<String, Integer> tally() {
        return tally;
    }

    private void playOne(int index, Step step) {
        List<Difference> unexplained;
        try {
            unexplained = explanations.unexplained(differences(step));
        } catch (AssertionError failure) {
            throw new AssertionError(where(index, step) + failure.getMessage(), failure);
        }
        if (!unexplained.isEmpty()) {
            var lines = new StringBuilder(where(index, step)).append(answers);
            unexplained.forEach(difference -> lines.append("\n  ").append(difference));
            throw new AssertionError(lines.toString());
        }
    }

    private String where(int index, Step step) {
        return "seed %d, step %d: %s%n(again: -Dleme.judge.seeds=%d -Dleme.judge.steps=%d)%n"
                .formatted(seed, index, describe(step), seed, index + 1);
    }

    private static String describe(Step step) {
        return step instanceof Step.Unary<?, ?>(var method, Message request)
                ? method.getBareMethodName() + " " + Answers.text(request)
                : step.toString().replaceAll("\\s+", " ");
    }

    private List<Difference> differences(Step step) {
        return switch (step) {
            case Step.Unary<?, ?> unary -> unary(unary);
            case Step.KeepAlive(long leaseId) ->
                    Answers.compare(
                            "LeaseKeepAlive", etcd.keepAlive(leaseId), leme.keepAlive(leaseId));
            case Step.Watch watch -> watchers.create(watch);
            case Step.Unwatch unwatch -> watchers.cancel(unwatch);
            case Step.Settle settle -> watchers.settle();
        };
    }

    private <Q extends Message, A extends Message> List<Difference> unary(Step.Unary<Q, A> step) {
        var differences = new ArrayList<Difference>();
        if (step.request() instanceof CompactionRequest) {
            differences.addAll(watchers.settle());
            watchers.awaitNoneBehind();
        }
        var concurrently = CompletableFuture.supplyAsync(() -> leme.ask(step), executor);
        Answer<A> expected = etcd.ask(step);
        Answer<A> actual = concurrently.join();
        learn(step.request(), expected);
        tally.merge(step.name() + " " + Answers.status(expected), 1, Integer::sum);
        differences.addAll(Answers.compare(step.name(), expected, actual));
        if (!differences.isEmpty()) {
            answers = "etcd: " + Answers.text(expected) + "\nleme: " + Answers.text(actual);
        }
        return differences;
    }

    private void learn(Message request, Answer<? extends Message> answer) {
        if (!(answer instanceof Answer.Given<? extends Message>(Message message))) {
            return;
        }
        var header = message.getDescriptorForType().findFieldByName("header");
        known.sawRevision(((ResponseHeader) message.getField(header)).getRevision());
        if (request instanceof CompactionRequest compaction) {
            known.sawCompaction(compaction.getRevision());
        }
    }

    @Override
    public void close() {
        etcd.close();
        leme.close();
        executor.close();
    }
}
