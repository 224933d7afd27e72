package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.codec.patch.ObjectPatch;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.DeleteOptions;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.WriteOptions;
import io.leme.gateway.storage.ObjectWatch;

/// A served resource: its definition and its verbs. What a resource does not override it does not
/// have, and answers with MethodNotAllowed.
///
/// Verbs block; any thread may call them. Failures are [io.leme.gateway.meta.ApiException]s. In all
/// of them an empty namespace means a cluster-scoped type, or (list, watch) all namespaces.
/// `subresource` is empty for the main resource.
public interface Resource {
    ResourceDefinition definition();

    /// @param resourceVersion text of the query parameter: empty, `0`, or a number
    default ApiObject get(NamespacedName name, String resourceVersion) {
        throw unsupported("get");
    }

    /// A part of an object that is shown as a kind of its own; the object itself if there is no
    /// such part.
    default ApiObject get(NamespacedName name, String subresource, String resourceVersion) {
        return get(name, resourceVersion);
    }

    default ResourceList list(String namespace, ListOptions options) {
        throw unsupported("list");
    }

    /// Opens a watch. What is wrong with the options is thrown; what goes wrong later comes as a
    /// signal.
    default ObjectWatch watch(String namespace, ListOptions options) {
        throw unsupported("watch");
    }

    /// The same watch, of objects in whichever version they are stored: for those who look at
    /// metadata alone, which is the same in all of them, and who must hear of an object also when
    /// the service that converts it does not answer.
    default ObjectWatch watchStored(String namespace, ListOptions options) {
        return watch(namespace, options);
    }

    /// Stores a new object; its name may be left to `metadata.generateName`.
    ///
    /// @param object decoded body, taken over; its kind was checked by the decoder
    default ApiObject create(
            RequestContext context, String namespace, ObjectNode object, WriteOptions options) {
        throw unsupported("create");
    }

    /// Replaces an object, or creates it where the kind allows that.
    ///
    /// @param object decoded body, taken over
    default Written update(
            RequestContext context,
            NamespacedName name,
            String subresource,
            ObjectNode object,
            WriteOptions options) {
        throw unsupported("update");
    }

    /// Applies a patch to the present object and stores the result.
    default Written patch(
            RequestContext context,
            NamespacedName name,
            String subresource,
            ObjectPatch patch,
            WriteOptions options) {
        throw unsupported("patch");
    }

    /// Does what a POST to a part of an object stands for.
    ///
    /// @param body decoded, of the subresource's kind
    /// @return what is answered: such an object, or a Status
    default ObjectNode act(
            RequestContext context,
            NamespacedName name,
            String subresource,
            ObjectNode body,
            WriteOptions options) {
        throw unsupported("create");
    }

    /// Server-side apply: merges a configuration by who owns what, or creates the object from it.
    ///
    /// @param configuration decoded body
    /// @throws io.leme.gateway.meta.ApiException Conflict when others own what it would change
    default Written apply(
            RequestContext context,
            NamespacedName name,
            String subresource,
            ObjectNode configuration,
            WriteOptions options) {
        throw unsupported("patch");
    }

    default Deleted delete(RequestContext context, NamespacedName name, DeleteOptions options) {
        throw unsupported("delete");
    }

    /// Deletes what a selection matches, one by one.
    ///
    /// @return the objects as they were listed
    default ResourceList deleteCollection(
            RequestContext context,
            String namespace,
            ListOptions selection,
            DeleteOptions options) {
        throw unsupported("deletecollection");
    }

    private ApiException unsupported(String verb) {
        return ApiErrors.methodNotSupported(definition().resource().groupResource(), verb);
    }

    /// The result of an update or patch.
    ///
    /// @param object state after it
    /// @param created whether the object is new: answered with 201
    record Written(ApiObject object, boolean created) {}
}
