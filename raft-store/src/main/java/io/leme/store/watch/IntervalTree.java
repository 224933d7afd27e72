package io.leme.store.watch;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Values by key range, found by a key inside: a treap ordered by range whose nodes know the
/// highest bound below them. Finding costs O(log n) and as much for each range that is found.
final class IntervalTree<V> {
    private static final Comparator<KeyRange> ORDER =
            Comparator.comparing(KeyRange::from).thenComparing(KeyRange::end);

    private @Nullable Node<V> root;
    private int size;

    private static final class Node<V> {
        final KeyRange range;
        final int priority;
        V value;
        @Nullable Node<V> left;
        @Nullable Node<V> right;

        /// First key above all ranges of this subtree; empty when one has no upper bound.
        Optional<Bytes> bound;

        Node(KeyRange range, V value) {
            this.range = range;
            this.value = value;
            this.priority = scatter(range.hashCode());
            this.bound = range.upperBound();
        }

        void update() {
            bound = higher(range.upperBound(), left);
            bound = higher(bound, right);
        }

        private static <V> Optional<Bytes> higher(Optional<Bytes> bound, @Nullable Node<V> child) {
            if (child == null || bound.isEmpty()) {
                return bound;
            }
            if (child.bound.isEmpty() || child.bound.get().compareTo(bound.get()) > 0) {
                return child.bound;
            }
            return bound;
        }
    }

    int size() {
        return size;
    }

    @Nullable V get(KeyRange range) {
        Node<V> node = root;
        while (node != null) {
            int order = ORDER.compare(range, node.range);
            if (order == 0) {
                return node.value;
            }
            node = order < 0 ? node.left : node.right;
        }
        return null;
    }

    void put(KeyRange range, V value) {
        root = put(root, range, value);
    }

    void remove(KeyRange range) {
        root = remove(root, range);
    }

    /// Hands over the values of all ranges that contain `key`.
    void visit(Bytes key, Consumer<V> visitor) {
        visit(root, key, visitor);
    }

    void visitAll(Consumer<V> visitor) {
        visitAll(root, visitor);
    }

    void clear() {
        root = null;
        size = 0;
    }

    private static <V> boolean isAbove(Bytes key, Node<V> node) {
        return node.bound.isPresent() && node.bound.get().compareTo(key) <= 0;
    }

    private static <V> void visitAll(@Nullable Node<V> node, Consumer<V> visitor) {
        if (node != null) {
            visitAll(node.left, visitor);
            visitor.accept(node.value);
            visitAll(node.right, visitor);
        }
    }

    private static <V> void visit(@Nullable Node<V> node, Bytes key, Consumer<V> visitor) {
        if (node == null || isAbove(key, node)) {
            return;
        }
        visit(node.left, key, visitor);
        if (node.range.contains(key)) {
            visitor.accept(node.value);
        }
        if (node.range.from().compareTo(key) <= 0) {
            visit(node.right, key, visitor);
        }
    }

    private Node<V> put(@Nullable Node<V> node, KeyRange range, V value) {
        if (node == null) {
            size++;
            return new Node<>(range, value);
        }
        int order = ORDER.compare(range, node.range);
        if (order == 0) {
            node.value = value;
            return node;
        }
        if (order < 0) {
            Node<V> child = put(node.left, range, value);
            node.left = child;
            node.update();
            return child.priority > node.priority ? rotateRight(node, child) : node;
        }
        Node<V> child = put(node.right, range, value);
        node.right = child;
        node.update();
        return child.priority > node.priority ? rotateLeft(node, child) : node;
    }

    private @Nullable Node<V> remove(@Nullable Node<V> node, KeyRange range) {
        if (node == null) {
            return null;
        }
        int order = ORDER.compare(range, node.range);
        if (order == 0) {
            size--;
            return join(node.left, node.right);
        }
        if (order < 0) {
            node.left = remove(node.left, range);
        } else {
            node.right = remove(node.right, range);
        }
        node.update();
        return node;
    }

    private static <V> @Nullable Node<V> join(@Nullable Node<V> left, @Nullable Node<V> right) {
        if (left == null) {
            return right;
        }
        if (right == null) {
            return left;
        }
        if (left.priority > right.priority) {
            left.right = join(left.right, right);
            left.update();
            return left;
        }
        right.left = join(left, right.left);
        right.update();
        return right;
    }

    private static <V> Node<V> rotateRight(Node<V> node, Node<V> child) {
        node.left = child.right;
        child.right = node;
        node.update();
        child.update();
        return child;
    }

    private static <V> Node<V> rotateLeft(Node<V> node, Node<V> child) {
        node.right = child.left;
        child.left = node;
        node.update();
        child.update();
        return child;
    }

    private static int scatter(int hash) {
        int mixed = (hash ^ hash >>> 16) * 0x85ebca6b;
        mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
        return mixed ^ mixed >>> 16;
    }
}
