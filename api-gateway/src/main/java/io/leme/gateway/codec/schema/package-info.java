/// What fields the kinds have: read once from protobuf descriptors, plus a short table of what
/// descriptors can't say.
///
/// The descriptors are those of Kubernetes' own `generated.proto` files, extracted while building;
/// no generated class is on the class path of a running gateway. The table says which messages are
/// inlined in JSON, which fields have another name there, which messages are leaves (`Quantity`,
/// `Time`, ...), and which lists merge by key in a strategic merge patch.
///
/// Called by the decoder, by the strategic merge patch and by the OpenAPI documents.
@NullMarked
package io.leme.gateway.codec.schema;

import org.jspecify.annotations.NullMarked;
