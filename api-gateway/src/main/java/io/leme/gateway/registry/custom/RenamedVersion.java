package io.leme.gateway.registry.custom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.GroupVersion;
import io.leme.gateway.registry.VersionConversion;
import io.leme.gateway.storage.ObjectWatch;

/// Versions that differ in their name only: the conversion `None`.
///
/// What is in the store may have the name of a version that was stored before.
record RenamedVersion(GroupVersion served, GroupVersion stored) implements VersionConversion {
    private static final String FIELD = "apiVersion";

    @Override
    public ApiObject toServed(ApiObject object) {
        if (object.tree().path(FIELD).asText("").equals(served.toString())) {
            return object;
        }
        ObjectNode renamed = object.copy();
        renamed.put(FIELD, served.toString());

        return ApiObject.own(renamed, object.resourceVersion());
    }

    @Override
    public ObjectNode toStored(ObjectNode object) {
        return object.put(FIELD, stored.toString());
    }

    @Override
    public ObjectWatch toServed(ObjectWatch watch) {
        return new ConvertedWatch(watch, this);
    }
}
