package io.leme.gateway.codec.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.schema.ObjectSchema;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.meta.StatusCause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Keeps `metadata.managedFields` of the objects of one kind, and applies configurations by it.
///
/// @param schema of the kind
/// @param apiVersion in which fields are named
public record FieldOwners(ObjectSchema schema, String apiVersion) {
    /// Most entries of writers that do not apply; the oldest are put together beyond that.
    static final int MAX_UPDATERS = 10;

    private static final String FIELD = "managedFields";
    private static final String ANCIENT = "ancient-changes";
    private static final String BEFORE_FIRST = "before-first-apply";
    private static final List<String> UNTRACKED_METADATA =
            List.of(
                    "name",
                    "namespace",
                    "creationTimestamp",
                    "selfLink",
                    "uid",
                    "generation",
                    "managedFields",
                    "resourceVersion");

    /// A write.
    ///
    /// @param manager who writes
    /// @param subresource through which
    /// @param time now, RFC 3339
    /// @param ignored fields of the object that this way of writing leaves alone
    public record Writer(String manager, String subresource, String time, List<String> ignored) {}

    /// Brings the entries up to date after a create, an update or a patch.
    ///
    /// @param live state before, null for a new object
    /// @param object state after; its entries are replaced
    public void track(@Nullable ObjectNode live, ObjectNode object, Writer writer) {
        List<FieldOwner> managers = entriesFor(live, object);
        JsonNode before = tracked(live, writer.ignored());
        JsonNode after = tracked(object, writer.ignored());
        Trees.Difference difference = Trees.difference(before, after, Shape.of(schema));
        boolean same = difference.changed().isEmpty() && difference.removed().isEmpty();
        if (!same) {
            FieldOwner self = entry(writer, false, new FieldSet());
            FieldSet own =
                    find(managers, self)
                            .map(FieldOwner::fields)
                            .orElseGet(FieldSet::new)
                            .minus(difference.removed())
                            .union(difference.changed());
            withdraw(managers, self, difference);
            managers.add(self.with(withoutWays(own)));
        }
        write(object, capped(managers));
    }

    /// Applies a configuration: everything it names becomes the manager's, and what the manager
    /// named before and does not name any more goes, unless somebody else owns it.
    ///
    /// @param live null when there is no such object
    /// @param wanted not changed
    /// @return the whole object with its entries
    /// @throws io.leme.gateway.meta.ApiException Conflict when the configuration would change what
    ///   others own, BadRequest when elements of its lists are alike that have to differ
    public ObjectNode apply(
            @Nullable ObjectNode live, ObjectNode wanted, Writer writer, boolean force) {
        Shape shape = Shape.of(schema);
        requireNoTwins(wanted, shape);
        List<FieldOwner> managers = live == null ? new ArrayList<>() : entries(live);
        if (live != null && managers.isEmpty()) {
            FieldSet all = Trees.named(tracked(live, List.of()), shape);
            managers.add(new FieldOwner(BEFORE_FIRST, false, apiVersion, writer.time(), "", all));
        }
        FieldOwner self =
                entry(writer, true, Trees.named(tracked(wanted, writer.ignored()), shape));
        FieldSet last = find(managers, self).map(FieldOwner::fields).orElseGet(FieldSet::new);
        ObjectNode merged = (ObjectNode) Trees.merge(live, wanted, shape);
        FieldSet owned = self.fields();
        for (FieldOwner other : managers) {
            owned = other.isSameAs(self) ? owned : owned.union(other.fields());
        }
        Trees.prune(merged, last, owned, shape);

        Trees.Difference difference =
                Trees.difference(
                        tracked(live, writer.ignored()), tracked(merged, writer.ignored()), shape);
        if (!force) {
            refuseConflicts(managers, self, difference.changed());
        }
        boolean same = difference.changed().isEmpty() && difference.removed().isEmpty();
        if (live != null && same && last.equals(self.fields())) {
            merged.withObjectProperty("metadata").set(FIELD, live.at("/metadata/" + FIELD));

            return merged;
        }
        withdraw(managers, self, difference);
        managers.add(self);
        write(merged, capped(managers));

        return merged;
    }

    /// Who applies has to mean one element by each name.
    private void requireNoTwins(ObjectNode wanted, Shape shape) {
        ObjectMeta meta = ObjectMeta.of(wanted);
        Trees.twins(tracked(wanted, List.of()), shape, "")
                .ifPresent(problem -> {
                    throw ApiErrors.badRequest(
                            "failed to create typed patch object (%s/%s; %s, Kind=%s): %s"
                                    .formatted(
                                            meta.namespace(),
                                            meta.name(),
                                            apiVersion.contains("/")
                                                    ? apiVersion
                                                    : "/" + apiVersion,
                                            wanted.path("kind").asText(""),
                                            problem));
                });
    }

    /// What a client sent as entries counts if it can be read; an empty list starts afresh.
    private static List<FieldOwner> entriesFor(@Nullable ObjectNode live, ObjectNode object) {
        if (live == null) {
            return new ArrayList<>();
        }
        JsonNode sent = object.path("metadata").path(FIELD);
        boolean reset = sent.isArray() && (sent.isEmpty() || sent.path(0).isEmpty());
        List<FieldOwner> read = entries(object);

        return reset || !read.isEmpty() ? read : entries(live);
    }

    private static List<FieldOwner> entries(ObjectNode object) {
        List<FieldOwner> managers = new ArrayList<>();
        for (JsonNode entry : object.path("metadata").path(FIELD)) {
            FieldOwner.parse(entry).ifPresent(managers::add);
        }

        return managers;
    }

    private FieldOwner entry(Writer writer, boolean applies, FieldSet fields) {
        return new FieldOwner(
                writer.manager(), applies, apiVersion, writer.time(), writer.subresource(), fields);
    }

    private static Optional<FieldOwner> find(List<FieldOwner> managers, FieldOwner wanted) {
        return managers.stream().filter(each -> each.isSameAs(wanted)).findFirst();
    }

    /// Takes what was changed or removed from all others, and the old entry of the writer away.
    private void withdraw(List<FieldOwner> managers, FieldOwner self, Trees.Difference difference) {
        FieldSet touched = difference.changed().union(difference.removed());
        List<FieldOwner> kept = new ArrayList<>();
        for (FieldOwner each : managers) {
            boolean foreign = !each.apiVersion().equals(apiVersion);
            if (each.isSameAs(self)) {
                continue;
            }
            FieldOwner left = foreign ? each : each.with(each.fields().minus(touched));
            if (!left.fields().isEmpty()) {
                kept.add(left);
            }
        }
        managers.clear();
        managers.addAll(kept);
    }

    private void refuseConflicts(List<FieldOwner> managers, FieldOwner self, FieldSet changed) {
        Map<String, List<String>> conflicts = new TreeMap<>();
        List<StatusCause> causes = new ArrayList<>();
        for (FieldOwner other : managers) {
            boolean comparable = other.apiVersion().equals(apiVersion);
            if (other.isSameAs(self) || !comparable) {
                continue;
            }
            for (String path : other.fields().intersection(changed).paths()) {
                conflicts.computeIfAbsent(other.shown(), _ -> new ArrayList<>()).add(path);
                causes.add(
                        new StatusCause(
                                "FieldManagerConflict", "conflict with " + other.shown(), path));
            }
        }
        if (!causes.isEmpty()) {
            throw ApiErrors.applyConflict(message(conflicts, causes.size()), causes);
        }
    }

    private static String message(Map<String, List<String>> conflicts, int count) {
        if (count == 1) {
            var only = conflicts.entrySet().iterator().next();

            return "Apply failed with 1 conflict: conflict with "
                    + only.getKey()
                    + ": "
                    + only.getValue().getFirst();
        }
        List<String> parts = new ArrayList<>();
        conflicts.forEach((manager, paths) ->
                parts.add("conflicts with " + manager + ":\n- " + String.join("\n- ", paths)));

        return "Apply failed with " + count + " conflicts: " + String.join("\n", parts);
    }

    private static List<FieldOwner> capped(List<FieldOwner> managers) {
        List<FieldOwner> sorted =
                new ArrayList<>(managers.stream().sorted(FieldOwner.ORDER).toList());
        List<FieldOwner> updaters = sorted.stream().filter(each -> !each.applies()).toList();
        int surplus = updaters.size() - MAX_UPDATERS;
        if (surplus <= 0) {
            return sorted;
        }
        List<FieldOwner> oldest = updaters.subList(0, surplus + 1);
        FieldOwner first = oldest.getFirst();
        FieldSet all = new FieldSet();
        for (FieldOwner each : oldest) {
            all = all.union(each.fields());
        }
        sorted.removeAll(oldest);
        String time = oldest.getLast().time();
        sorted.add(new FieldOwner(ANCIENT, false, first.apiVersion(), time, "", all));

        return sorted.stream().sorted(FieldOwner.ORDER).toList();
    }

    private static void write(ObjectNode object, List<FieldOwner> managers) {
        ObjectNode metadata = ObjectMeta.of(object).writable();
        if (managers.isEmpty()) {
            metadata.remove(FIELD);

            return;
        }
        ArrayNode entries = metadata.putArray(FIELD);
        managers.forEach(each -> entries.add(each.toJson()));
    }

    /// What every object has is nobody's.
    private static FieldSet withoutWays(FieldSet set) {
        FieldSet result = FieldSet.parse(set.toJson());
        for (String way : List.of("f:metadata", "f:spec", "f:status")) {
            FieldSet below = result.find(way);
            if (below != null && !below.children().isEmpty()) {
                below.makeWay();
            }
        }

        return result;
    }

    /// The part of an object that has owners.
    private static ObjectNode tracked(@Nullable ObjectNode object, List<String> ignored) {
        ObjectNode tracked = JsonNodeFactory.instance.objectNode();
        if (object == null) {
            return tracked;
        }
        object.properties().forEach(each -> tracked.set(each.getKey(), each.getValue()));
        tracked.remove(List.of("kind", "apiVersion"));
        tracked.remove(ignored);
        if (object.get("metadata") instanceof ObjectNode whole) {
            ObjectNode metadata = JsonNodeFactory.instance.objectNode();
            whole.properties().forEach(each -> metadata.set(each.getKey(), each.getValue()));
            metadata.remove(UNTRACKED_METADATA);
            tracked.set("metadata", metadata);
            if (metadata.isEmpty()) {
                tracked.remove("metadata");
            }
        }

        return tracked;
    }
}
