package io.leme.client.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

final class MailboxTest {
    private final Queue<Runnable> executor = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();
    private final Mailbox mailbox = new Mailbox(executor::add, 10, () -> heard.add("room"));

    @Test
    void callsAreMadeInOrderOnTheExecutor() {
        mailbox.put(1, () -> heard.add("a"));
        mailbox.put(1, () -> heard.add("b"));
        mailbox.deliver();
        assertThat(heard).isEmpty();

        runAll();

        assertThat(heard).containsExactly("a", "b");
    }

    @Test
    void onlyOneTaskIsEverHandedOver() {
        mailbox.put(1, () -> heard.add("a"));
        mailbox.deliver();
        mailbox.deliver();

        assertThat(executor).hasSize(1);
    }

    @Test
    void itSaysWhenThereIsTooMuchAndWhenThereIsRoomAgain() {
        assertThat(mailbox.put(10, () -> heard.add("a"))).isFalse();
        assertThat(mailbox.put(1, () -> heard.add("b"))).isTrue();
        assertThat(mailbox.put(4, () -> heard.add("c"))).isTrue();
        mailbox.deliver();

        runAll();

        assertThat(heard).containsExactly("a", "room", "b", "c");
    }

    @Test
    void nothingFollowsTheLastCall() {
        mailbox.put(1, () -> heard.add("a"));
        mailbox.seal(() -> heard.add("last"));
        mailbox.put(1, () -> heard.add("late"));
        mailbox.seal(() -> heard.add("later"));
        mailbox.clear();
        mailbox.deliver();

        runAll();

        assertThat(heard).containsExactly("a", "last");
    }

    @Test
    void clearingDropsWhatWaits() {
        mailbox.put(100, () -> heard.add("a"));
        mailbox.clear();
        mailbox.seal(() -> heard.add("last"));
        mailbox.deliver();

        runAll();

        assertThat(heard).contains("last").doesNotContain("a");
    }

    @Test
    void aBusyListenerLetsOthersHaveTheThread() {
        for (int i = 0; i < 100; i++) {
            mailbox.put(0, () -> heard.add("x"));
        }
        mailbox.deliver();

        executor.remove().run();

        assertThat(heard).hasSizeLessThan(100);
        assertThat(executor).hasSize(1);
        runAll();
        assertThat(heard).hasSize(100);
    }

    private void runAll() {
        while (!executor.isEmpty()) {
            executor.remove().run();
        }
    }
}
