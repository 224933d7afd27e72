package io.leme.gateway.registry.custom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.registry.VersionConversion;
import io.leme.gateway.storage.ObjectWatch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Versions that a service converts into each other: the conversion `Webhook`. Objects that are in
/// the wanted version already are not sent to it, and those of a list are sent together.
///
/// @param served version of the API, such as `group/v1`
/// @param stored version in the store; older objects may be there in another one
record WebhookConversion(ConversionWebhook webhook, String served, String stored)
        implements VersionConversion {
    private static final String FIELD = "apiVersion";

    @Override
    public ApiObject toServed(ApiObject object) {
        return allToServed(List.of(object)).getFirst();
    }

    @Override
    public List<ApiObject> allToServed(List<ApiObject> objects) {
        List<ObjectNode> others =
                objects.stream().filter(this::isOther).map(ApiObject::tree).toList();
        if (others.isEmpty()) {
            return objects;
        }
        Iterator<ObjectNode> converted = webhook.convert(others, served).iterator();
        List<ApiObject> result = new ArrayList<>();
        for (ApiObject object : objects) {
            result.add(
                    isOther(object)
                            ? ApiObject.own(converted.next(), object.resourceVersion())
                            : object);
        }

        return result;
    }

    private boolean isOther(ApiObject object) {
        return !object.tree().path(FIELD).asText("").equals(served);
    }

    @Override
    public ObjectNode toStored(ObjectNode object) {
        return object.path(FIELD).asText("").equals(stored)
                ? object
                : webhook.convert(List.of(object), stored).getFirst();
    }

    @Override
    public ObjectWatch toServed(ObjectWatch watch) {
        return new ConvertedWatch(watch, this);
    }
}
