/// The file format of bbolt, as far as reading goes: the database that an etcd keeps, and saves as
/// its snapshot.
///
/// The file is a row of *pages* of one size. The first two hold a *meta* each, written in turns;
/// the one with the higher transaction counts. A *bucket* is a B+ tree of branch and leaf pages,
/// found by its root page; a leaf holds rows in the order of their keys, and a row may be a bucket
/// in turn, small ones within the row itself. A page that needs more room runs over into the pages
/// behind it. Numbers are little-endian.
@NullMarked
package io.leme.store.offline.bolt;

import org.jspecify.annotations.NullMarked;
