package io.leme.store.consensus.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.consensus.ratis.Handover.Candidate;
import java.util.List;
import java.util.Set;
import org.apache.ratis.protocol.RaftPeerId;
import org.junit.jupiter.api.Test;

class HandoverTest {
    private static final long ALIVE = 500;
    private static final RaftPeerId B = RaftPeerId.valueOf("b");
    private static final RaftPeerId C = RaftPeerId.valueOf("c");
    private static final Set<RaftPeerId> VOTERS = Set.of(B, C);

    @Test
    void whoeverHasMostOfTheLogIsNext() {
        var candidates = List.of(new Candidate(B, 7, 10), new Candidate(C, 8, 90));
        assertThat(Handover.successor(candidates, VOTERS, ALIVE)).contains(C);
    }

    @Test
    void ofEqualsTheOneThatWasHeardLast() {
        var candidates = List.of(new Candidate(B, 7, 90), new Candidate(C, 7, 10));
        assertThat(Handover.successor(candidates, VOTERS, ALIVE)).contains(C);
        assertThat(Handover.successor(candidates.reversed(), VOTERS, ALIVE)).contains(C);
    }

    @Test
    void neverOneThatIsSilent() {
        var candidates = List.of(new Candidate(B, 9, ALIVE + 1), new Candidate(C, 7, ALIVE));
        assertThat(Handover.successor(candidates, VOTERS, ALIVE)).contains(C);
        assertThat(Handover.successor(candidates.subList(0, 1), VOTERS, ALIVE)).isEmpty();
    }

    @Test
    void neverALearner() {
        var candidates = List.of(new Candidate(B, 9, 1), new Candidate(C, 7, 1));
        assertThat(Handover.successor(candidates, Set.of(C), ALIVE)).contains(C);
        assertThat(Handover.successor(candidates, Set.of(), ALIVE)).isEmpty();
    }
}
