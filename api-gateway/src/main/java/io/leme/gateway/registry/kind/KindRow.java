package io.leme.gateway.registry.kind;

import io.leme.gateway.registry.ResourceDefinition;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// A kind as the table of kinds has it.
///
/// @param definition what it is called, its verbs and columns
/// @param keyPrefix where its objects are kept
/// @param names what is wrong with a name
/// @param facts words of the table that stand alone, such as `generation`
record KindRow(
        ResourceDefinition definition,
        String keyPrefix,
        Function<String, List<String>> names,
        Set<Fact> facts) {
    /// What is either so or not.
    enum Fact {
        GENERATION,
        VERSIONED,
        UPSERT,
        LAST_STATE,
        GRACEFUL,
        KEEPS_STATUS
    }

    KindRow {
        facts = Set.copyOf(facts);
    }

    boolean is(Fact fact) {
        return facts.contains(fact);
    }
}
