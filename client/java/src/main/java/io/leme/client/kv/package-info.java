/// Keys and values: what a store holds, and how to read and change it.
///
/// The words are etcd's. Every change of the store makes a new **revision**, and all changes of one
/// transaction share one. A key remembers the revision that created it and the one that changed it
/// last, and how often it was put since it was created, its **version**. A
/// [KeyRange][io.leme.client.kv.KeyRange] names one key or many; every request that can mean many
/// keys takes one.
///
/// [Kv][io.leme.client.kv.Kv] is the door; all else here are values, which check themselves, don't
/// change, and know nothing of the wire. Bytes are [ByteSequence][io.leme.client.kv.ByteSequence]
/// throughout: keys compare as unsigned bytes.
@NullMarked
package io.leme.client.kv;

import org.jspecify.annotations.NullMarked;
