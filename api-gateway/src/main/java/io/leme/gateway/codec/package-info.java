/// Bytes to object trees and back: JSON, YAML and Kubernetes protobuf in, JSON out.
///
/// Words. A **body** is what a client sent; decoding it checks syntax, the envelope (`apiVersion`,
/// `kind`) and, by field validation, unknown and duplicate fields. An
/// [io.leme.gateway.codec.ApiObject] is a finished tree with its JSON text, which is made once and
/// shared by all who send it.
///
/// Invariants. What is decoded from protobuf is the same tree as from JSON: everything behind this
/// package knows JSON only. Field order of a tree is `kind`, `apiVersion`, `metadata`, then the
/// rest as sent, so that an item of a list is the text of its object without a fixed prefix.
///
/// Called by `http` (bodies) and `storage` (values).
@NullMarked
package io.leme.gateway.codec;

import org.jspecify.annotations.NullMarked;
