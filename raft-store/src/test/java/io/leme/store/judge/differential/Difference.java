package io.leme.store.judge.differential;

/// One place in which the two answers differ.
///
/// @param request the RPC, as `Range`; `Watch` for what a watcher received
/// @param field the field, as `kvs.lease`, or `status`
/// @param etcd what etcd says there
/// @param leme what the store says there
public record Difference(String request, String field, String etcd, String leme) {
    @Override
    public String toString() {
        return request + " " + field + ": etcd " + etcd + ", leme " + leme;
    }
}
