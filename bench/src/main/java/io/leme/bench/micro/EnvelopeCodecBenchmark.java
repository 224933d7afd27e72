package io.leme.bench.micro;

import io.leme.store.command.Envelope;
import io.leme.store.command.EnvelopeCodec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One operation is one put inside an envelope of 256.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EnvelopeCodecBenchmark {
    private static final int PUTS = 256;

    private Envelope envelope = new Envelopes(1).ofPuts(1);
    private byte[] encoded = {};

    @Setup
    public void seal() {
        envelope = new Envelopes(100_000).ofPuts(PUTS);
        encoded = EnvelopeCodec.encode(envelope);
    }

    @Benchmark
    @OperationsPerInvocation(PUTS)
    public byte[] encode() {
        return EnvelopeCodec.encode(envelope);
    }

    @Benchmark
    @OperationsPerInvocation(PUTS)
    public List<Envelope> decode() {
        return EnvelopeCodec.decode(ByteBuffer.wrap(encoded));
    }
}
