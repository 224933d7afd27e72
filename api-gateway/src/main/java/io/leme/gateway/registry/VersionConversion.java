package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.storage.ObjectWatch;
import io.leme.gateway.storage.WatchSignal;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The way between the version in which a kind is stored and one in which it is served.
public interface VersionConversion {
    /// Served as it is stored.
    VersionConversion NONE = new VersionConversion() {};

    /// @param stored not to be changed
    default ApiObject toServed(ApiObject stored) {
        return stored;
    }

    /// Many at once, in their order.
    ///
    /// @param stored not to be changed
    default List<ApiObject> allToServed(List<ApiObject> stored) {
        return stored.stream().map(this::toServed).toList();
    }

    /// @param served taken over
    default ObjectNode toStored(ObjectNode served) {
        return served;
    }

    /// A watch of stored objects as one of served objects.
    default ObjectWatch toServed(ObjectWatch stored) {
        return stored;
    }

    /// A conversion of trees; both functions may change their argument.
    record OfTrees(UnaryOperator<ObjectNode> served, UnaryOperator<ObjectNode> stored)
            implements VersionConversion {
        @Override
        public ApiObject toServed(ApiObject object) {
            return ApiObject.own(served.apply(object.copy()), object.resourceVersion());
        }

        @Override
        public ObjectNode toStored(ObjectNode object) {
            return stored.apply(object);
        }

        @Override
        public ObjectWatch toServed(ObjectWatch watch) {
            return new ConvertedWatch(watch, this);
        }
    }

    /// Hands signals on with their objects converted; an object that can't be converted ends it.
    record ConvertedWatch(ObjectWatch inner, VersionConversion conversion) implements ObjectWatch {
        @Override
        public WatchSignal next() throws InterruptedException {
            return served(inner.next());
        }

        @Override
        public @Nullable WatchSignal poll() {
            WatchSignal signal = inner.poll();

            return signal == null ? null : served(signal);
        }

        private WatchSignal served(WatchSignal signal) {
            if (!(signal instanceof WatchSignal.Changed(var type, var object))) {
                return signal;
            }
            try {
                return new WatchSignal.Changed(type, conversion.toServed(object));
            } catch (ApiException failure) {
                inner.close();

                return new WatchSignal.Failed(failure.status());
            }
        }

        @Override
        public void requestProgress() {
            inner.requestProgress();
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
