package io.leme.client.grpc;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A lock around the state of a stream, with mailboxes that are filled inside and delivered
/// outside: even an executor that runs everything at once then calls listeners without the lock.
final class Guard {
    private final Set<Mailbox> news = new LinkedHashSet<>();
    private int depth;

    /// Runs this alone, then has the news of it delivered. It may be entered again from inside.
    void locked(Runnable action) {
        List<Mailbox> undelivered = List.of();
        try {
            synchronized (this) {
                depth++;
                try {
                    action.run();
                } finally {
                    depth--;
                    undelivered = takeNews();
                }
            }
        } finally {
            undelivered.forEach(Mailbox::deliver);
        }
    }

    /// Has the mailbox delivered when the lock is let go; to be called inside.
    void tell(Mailbox mailbox) {
        news.add(mailbox);
    }

    private List<Mailbox> takeNews() {
        if (depth > 0 || news.isEmpty()) {
            return List.of();
        }
        List<Mailbox> taken = List.copyOf(news);
        news.clear();
        return taken;
    }
}
