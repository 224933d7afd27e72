/// The Java client of a Leme store, or of any etcd v3.
///
/// [LemeClient][io.leme.client.LemeClient] is where a program starts: it is built once with the
/// endpoints of the cluster, shared by all threads, and closed at the end. Behind it are four
/// nouns, each a package of its own with an interface as its door:
///
/// | package | what it does |
/// |---|---|
/// | [io.leme.client.kv] | reads and changes keys, one by one, by range, in transactions |
/// | [io.leme.client.watch] | tells changes as they happen, through broken connections |
/// | [io.leme.client.lease] | keys that go when their owner is gone |
/// | [io.leme.client.maintenance] | the members, and how they are |
///
/// Failures are [io.leme.client.error], settings are [io.leme.client.config]. None of these shows a
/// type of gRPC or protocol buffers; what speaks to the wire is `io.leme.client.grpc`, which is not
/// for use from outside.
///
/// ```java
/// try (LemeClient client = LemeClient.builder().endpoints("http://127.0.0.1:2379").build()) {
///     ByteSequence key = ByteSequence.utf8("greeting");
///     client.kv().put(key, ByteSequence.utf8("hello"));
///     client.kv().get(key).first().ifPresent(found -> System.out.println(found.value().toUtf8()));
/// }
/// ```
@NullMarked
package io.leme.client;

import org.jspecify.annotations.NullMarked;
