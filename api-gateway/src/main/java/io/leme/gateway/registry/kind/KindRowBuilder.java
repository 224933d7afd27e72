package io.leme.gateway.registry.kind;

import io.leme.gateway.meta.GroupVersion;
import io.leme.gateway.meta.GroupVersionKind;
import io.leme.gateway.meta.NameRules;
import io.leme.gateway.registry.ResourceDefinition;
import io.leme.gateway.registry.ResourceDefinitionBuilder;
import io.leme.gateway.registry.SelectableField;
import io.leme.gateway.registry.TableColumn;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/// Collects the facts of one block of the table of kinds.
final class KindRowBuilder {
    static final GroupVersionKind SCALE = new GroupVersionKind("autoscaling", "v1", "Scale");
    private static final String[] STATUS_VERBS = {"get", "patch", "update"};

    private final ResourceDefinitionBuilder definition;
    private final ColumnTable columns = new ColumnTable();
    private final List<SelectableField> selectable = new ArrayList<>();
    private final Set<KindRow.Fact> facts = EnumSet.noneOf(KindRow.Fact.class);
    private Function<String, List<String>> names = NameRules::dnsSubdomain;
    private String key;

    KindRowBuilder(GroupVersion groupVersion, String plural, String kind) {
        this.definition = new ResourceDefinitionBuilder(groupVersion, plural, kind);
        this.key = plural;
    }

    void clusterScoped() {
        definition.clusterScoped();
    }

    void shortNames(String... shortNames) {
        definition.shortNames(shortNames);
    }

    void categories(String... categories) {
        definition.categories(categories);
    }

    /// @param written `NAME` or `NAME:VERB,VERB`
    void subresources(String... written) {
        for (String each : written) {
            int colon = each.indexOf(':');
            if (colon < 0) {
                definition.subresource(each, STATUS_VERBS);
            } else {
                definition.subresource(
                        each.substring(0, colon), each.substring(colon + 1).split(","));
            }
        }
    }

    /// @param written `NAME=GROUP/VERSION/KIND`, without the group for the core one
    void actions(String... written) {
        for (String each : written) {
            String[] parts = each.substring(each.indexOf('=') + 1).split("/");
            int last = parts.length - 1;
            GroupVersionKind body =
                    new GroupVersionKind(last == 2 ? parts[0] : "", parts[last - 1], parts[last]);
            definition.subresource(
                    new ResourceDefinition.Subresource(
                            each.substring(0, each.indexOf('=')), body, List.of("create")));
        }
    }

    void scale() {
        definition.subresource(
                new ResourceDefinition.Subresource("scale", SCALE, List.of(STATUS_VERBS)));
    }

    void names(Function<String, List<String>> rule) {
        names = rule;
    }

    void selectable(String... fields) {
        for (String field : fields) {
            selectable.add(SelectableField.path(field));
        }
    }

    void key(String below) {
        key = below;
    }

    void column(String written) {
        columns.add(written);
    }

    void nameColumn(String cell) {
        columns.nameIs(cell);
    }

    void age() {
        columns.age();
    }

    void createdAt() {
        columns.createdAt();
    }

    void ageless() {
        columns.ageless();
    }

    void fact(String word) {
        facts.add(KindRow.Fact.valueOf(word.replace('-', '_').toUpperCase(Locale.ROOT)));
    }

    KindRow build() {
        definition.columns(columns.build().toArray(TableColumn[]::new)).selectable(selectable);

        return new KindRow(definition.build(), "/registry/" + key + "/", names, facts);
    }
}
