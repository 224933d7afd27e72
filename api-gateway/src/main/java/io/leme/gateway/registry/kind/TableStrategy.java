package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.Defaulting;
import io.leme.gateway.codec.schema.ObjectSchema;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.registry.LabelSelectorText;
import io.leme.gateway.registry.ResourceDefinition;
import io.leme.gateway.registry.ResourceStrategy;
import io.leme.gateway.registry.ScaleView;
import io.leme.gateway.registry.SubresourceView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The strategy of a kind of the table: its row, the tables of defaults and of rules for its
/// fields, and what is special about it.
final class TableStrategy implements ResourceStrategy {
    private static final String STATUS = "status";

    private final KindRow row;
    private final ObjectSchema schema;
    private final Tables tables;
    private final KindRules special;
    private final boolean hasStatus;
    private final Optional<SubresourceView> scale;

    /// The tables that all kinds share.
    record Tables(Defaulting defaults, FieldRules rules) {
        static Tables load() {
            return new Tables(Defaulting.load(), FieldRules.load());
        }
    }

    TableStrategy(KindRow row, ObjectSchema schema, Tables tables, KindRules special) {
        this.row = row;
        this.schema = schema;
        this.tables = tables;
        this.special = special;
        this.hasStatus = hasSubresource(STATUS);
        this.scale =
                hasSubresource("scale")
                        ? Optional.of(ScaleView.of(TableStrategy::selector))
                        : Optional.empty();
    }

    @Override
    public ResourceDefinition definition() {
        return row.definition();
    }

    @Override
    public String keyPrefix() {
        return row.keyPrefix();
    }

    @Override
    public void defaults(ObjectNode object) {
        tables.defaults().apply(object, schema);
        special.defaults(object);
    }

    @Override
    public void prepareForCreate(ObjectNode object) {
        if (hasStatus && !row.is(KindRow.Fact.KEEPS_STATUS)) {
            object.putObject(STATUS);
            tables.defaults().apply(object, schema);
        }
        special.prepareForCreate(object);
    }

    /// Writers of the status leave the rest alone, and all others the status, but for bindings.
    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode current, String subresource) {
        boolean ofStatus = subresource.equals(STATUS) || subresource.equals("approval");
        if (hasStatus && ofStatus) {
            for (String name : names(object, current)) {
                if (!name.equals(STATUS) && !name.equals("metadata")) {
                    restore(object, current, name);
                }
            }
        } else if (hasStatus && !subresource.equals(PodActions.BIND)) {
            restore(object, current, STATUS);
        }
        special.prepareForUpdate(object, current, subresource);
    }

    @Override
    public List<FieldError> validate(ObjectNode object) {
        List<FieldError> errors = new ArrayList<>(tables.rules().check(object, schema));
        special.validate(object, errors);
        special.validateNew(object, errors);

        return errors;
    }

    /// What is as it was is not judged again: a status can be written of an object that was stored
    /// when less was asked for.
    @Override
    public List<FieldError> validateNext(ObjectNode object, ObjectNode current) {
        List<FieldError> errors = new ArrayList<>();
        if (names(object, current).stream()
                .filter(name -> !name.equals(STATUS) && !name.equals("metadata"))
                .anyMatch(name -> !object.path(name).equals(current.path(name)))) {
            errors.addAll(tables.rules().check(object, schema));
            special.validateNext(object, current, errors);
        } else {
            special.validateUpdate(object, current, errors);
        }

        return errors;
    }

    @Override
    public void reserve(ObjectNode object, @Nullable ObjectNode current, boolean rehearsal) {
        special.reserve(object, current, rehearsal);
    }

    @Override
    public void release(ObjectNode before, @Nullable ObjectNode remaining) {
        special.release(before, remaining);
    }

    @Override
    public List<String> nameProblems(String name) {
        return row.names().apply(name);
    }

    @Override
    public long gracePeriodSeconds(ObjectNode object, Optional<Long> asked) {
        String phase = object.at("/status/phase").asText("");
        boolean runs =
                !object.at("/spec/nodeName").asText("").isEmpty()
                        && !phase.equals("Succeeded")
                        && !phase.equals("Failed");
        if (!row.is(KindRow.Fact.GRACEFUL) || !runs) {
            return 0;
        }

        return asked.orElse(object.at("/spec/terminationGracePeriodSeconds").asLong(0));
    }

    @Override
    public Optional<SubresourceView> view(String subresource) {
        return subresource.equals("scale") ? scale : Optional.empty();
    }

    @Override
    public boolean countsGenerations() {
        return row.is(KindRow.Fact.GENERATION);
    }

    @Override
    public boolean allowsCreateOnUpdate() {
        return row.is(KindRow.Fact.UPSERT);
    }

    @Override
    public boolean allowsUnconditionalUpdate() {
        return !row.is(KindRow.Fact.VERSIONED);
    }

    @Override
    public boolean answersDeleteWithLastState() {
        return row.is(KindRow.Fact.LAST_STATE);
    }

    private boolean hasSubresource(String name) {
        return row.definition().subresources().stream().anyMatch(each -> each.name().equals(name));
    }

    /// Label selectors with their two parts, or the plain map of the oldest kinds.
    private static String selector(ObjectNode object) {
        JsonNode selector = object.at("/spec/selector");
        boolean plain = !selector.has("matchLabels") && !selector.has("matchExpressions");

        return plain ? LabelSelectorText.ofMap(selector) : LabelSelectorText.of(selector);
    }

    private static List<String> names(ObjectNode object, ObjectNode current) {
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            names.add(entry.getKey());
        }
        for (Map.Entry<String, JsonNode> entry : current.properties()) {
            if (!names.contains(entry.getKey())) {
                names.add(entry.getKey());
            }
        }

        return names;
    }

    static void restore(ObjectNode object, ObjectNode current, String field) {
        if (current.has(field)) {
            object.set(field, current.get(field).deepCopy());
        } else {
            object.remove(field);
        }
    }
}
