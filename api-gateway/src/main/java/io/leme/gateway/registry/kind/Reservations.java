package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.GroupVersionKind;
import io.leme.gateway.meta.KubernetesTime;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.meta.StatusReason;
import io.leme.gateway.storage.ObjectStore;
import io.leme.gateway.storage.ObjectUpdate;
import io.leme.gateway.storage.ReadVersion;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/// Things of which each can be had by one service at a time: a key in the store for each that is
/// taken, so that several gateways agree.
///
/// A gateway that dies between taking a thing and storing the service leaves a key behind, and so
/// does an update that is tried again with other things. It is taken over by who asks for the same
/// thing when it is older than [#ORPHAN_AGE] and its service is not there or does not have it.
final class Reservations {
    static final Duration ORPHAN_AGE = Duration.ofMinutes(1);

    private final ObjectStore store;
    private final GroupVersionKind kind;
    private final Map<String, String> labels;
    private final BiPredicate<NamespacedName, ApiObject> isHeld;
    private final InstantSource clock;

    /// @param kind of the objects that stand for things that are taken
    /// @param labels of these objects
    /// @param isHeld whether the service of this name is there and has what the object stands for
    Reservations(
            ObjectStore store,
            GroupVersionKind kind,
            Map<String, String> labels,
            BiPredicate<NamespacedName, ApiObject> isHeld,
            InstantSource clock) {
        this.store = store;
        this.kind = kind;
        this.labels = Map.copyOf(labels);
        this.isHeld = isHeld;
        this.clock = clock;
    }

    /// @return whether the service has it now; also true when it had it before
    boolean take(String thing, NamespacedName service, String uid) {
        ObjectNode taken = taken(thing, service, uid);
        NamespacedName name = new NamespacedName("", thing);
        try {
            store.create(name, taken);

            return true;
        } catch (ApiException failure) {
            if (!failure.is(StatusReason.ALREADY_EXISTS)) {
                throw failure;
            }
        }

        return store.guaranteedUpdate(name, current -> keepOrTakeOver(current, service, uid))
                .object()
                .meta()
                .uid()
                .equals(uid);
    }

    /// Whether nobody else has it.
    boolean isFree(String thing, String uid) {
        return store.get(new NamespacedName("", thing), new ReadVersion.MostRecent())
                .filter(each -> !each.meta().uid().equals(uid))
                .isEmpty();
    }

    /// Gives a thing back, if the service has it.
    ///
    /// @param uid of the service: another one may have its name
    void free(String thing, String uid) {
        try {
            store.guaranteedUpdate(
                    new NamespacedName("", thing),
                    current ->
                            current.filter(each -> each.meta().uid().equals(uid))
                                    .<ObjectUpdate.Decision>map(
                                            each -> new ObjectUpdate.Decision.Delete(each.copy()))
                                    .orElseGet(ObjectUpdate.Decision.Keep::new));
        } catch (ApiException failure) {
            if (!failure.is(StatusReason.NOT_FOUND)) {
                throw failure;
            }
        }
    }

    private ObjectUpdate.Decision keepOrTakeOver(
            Optional<ApiObject> current, NamespacedName service, String uid) {
        if (current.isEmpty()) {
            return new ObjectUpdate.Decision.Keep();
        }
        ApiObject present = current.get();
        boolean old =
                present.meta()
                        .creationTimestamp()
                        .filter(then -> then.isBefore(clock.instant().minus(ORPHAN_AGE)))
                        .isPresent();
        if (old && !isHeld.test(ownerOf(present), present)) {
            return new ObjectUpdate.Decision.Write(taken(present.meta().name(), service, uid));
        }

        return new ObjectUpdate.Decision.Keep();
    }

    private ObjectNode taken(String thing, NamespacedName service, String uid) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("kind", kind.kind()).put("apiVersion", kind.apiVersion());
        ObjectMeta meta = ObjectMeta.of(object);
        meta.set("name", thing);
        meta.set("uid", uid);
        meta.set("creationTimestamp", KubernetesTime.seconds(clock.instant()));
        if (!labels.isEmpty()) {
            ObjectNode given = meta.writable().putObject("labels");
            labels.forEach(given::put);
        }
        object.putObject("spec")
                .putObject("parentRef")
                .put("group", "")
                .put("resource", "services")
                .put("namespace", service.namespace())
                .put("name", service.name());

        return object;
    }

    private static NamespacedName ownerOf(ApiObject taken) {
        var owner = taken.tree().at("/spec/parentRef");

        return new NamespacedName(
                owner.path("namespace").asText(""), owner.path("name").asText(""));
    }
}
