package io.leme.store.storage.rocksdb;

import io.leme.store.storage.Table;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionOptionsUniversal;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/// How the engine is set, and the native objects behind it. They must outlive the database.
final class RocksOptions implements AutoCloseable {
    private static final double BLOOM_BITS_PER_KEY = 10;
    private static final int BLOCK_BYTES = 8 << 10;
    private static final int MEMTABLES_PER_FAMILY = 4;

    /// Two huge pages. A search in a memtable jumps through all of it, and pays for each small
    /// page.
    private static final long ARENA_BLOCK_BYTES = 4 << 20;

    private static final long MANIFEST_BYTES = 16 << 20;
    private static final long TARGET_FILE_BYTES = 32 << 20;
    private static final long SYNC_STEP_BYTES = 1 << 20;

    private final LRUCache cache;
    private final WriteBufferManager memtables;
    private final BloomFilter bloom;
    private final DBOptions database;
    private final ColumnFamilyOptions leveled;
    private final CompactionOptionsUniversal merging;
    private final ColumnFamilyOptions universal;
    private final WriteOptions write;
    private final WriteOptions backgroundWrite;

    RocksOptions(RocksSettings settings) {
        RocksDB.loadLibrary();
        cache = new LRUCache(settings.cacheBytes());
        memtables = new WriteBufferManager(settings.memtableBytes(), cache);
        bloom = new BloomFilter(BLOOM_BITS_PER_KEY);
        database = database(settings);
        leveled = family(settings);
        merging = new CompactionOptionsUniversal().setAllowTrivialMove(true);
        universal =
                family(settings)
                        .setCompactionStyle(CompactionStyle.UNIVERSAL)
                        .setCompactionOptionsUniversal(merging);
        write = new WriteOptions().setDisableWAL(true).setMemtableInsertHintPerBatch(true);
        backgroundWrite = new WriteOptions().setDisableWAL(true).setLowPri(true);
    }

    private DBOptions database(RocksSettings settings) {
        return new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                // All tables recover to the end of the same batch.
                .setAtomicFlush(true)
                .setWriteBufferManager(memtables)
                .setMaxBackgroundJobs(settings.backgroundJobs())
                .setParanoidChecks(true)
                // A failed flush or compaction stops the member; nothing is retried in silence.
                .setMaxBgErrorResumeCount(0)
                .setBytesPerSync(SYNC_STEP_BYTES)
                .setMaxManifestFileSize(MANIFEST_BYTES)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0);
    }

    private ColumnFamilyOptions family(RocksSettings settings) {
        var table =
                new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setBlockSize(BLOCK_BYTES)
                        .setFilterPolicy(bloom)
                        .setCacheIndexAndFilterBlocks(true)
                        .setCacheIndexAndFilterBlocksWithHighPriority(true)
                        .setPinL0FilterAndIndexBlocksInCache(true);
        return new ColumnFamilyOptions()
                .setTableFormatConfig(table)
                .setWriteBufferSize(settings.memtableBytes() / 2)
                .setArenaBlockSize(ARENA_BLOCK_BYTES)
                .setMaxWriteBufferNumber(MEMTABLES_PER_FAMILY)
                .setTargetFileSizeBase(TARGET_FILE_BYTES)
                .setLevelCompactionDynamicLevelBytes(true)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setForceConsistencyChecks(true);
    }

    DBOptions database() {
        return database;
    }

    /// What is read most is kept in levels. History is written much and read seldom, and its events
    /// come in the order of their keys: merging files of like size writes it fewer times, and moves
    /// files that do not overlap as they are.
    ColumnFamilyOptions family(Table table) {
        return switch (table) {
            case REVISIONS, PAST -> universal;
            case META, LIVE, LEASES, LEASE_KEYS -> leveled;
        };
    }

    ColumnFamilyOptions defaultFamily() {
        return leveled;
    }

    WriteOptions write() {
        return write;
    }

    WriteOptions backgroundWrite() {
        return backgroundWrite;
    }

    @Override
    public void close() {
        backgroundWrite.close();
        write.close();
        universal.close();
        merging.close();
        leveled.close();
        database.close();
        bloom.close();
        memtables.close();
        cache.close();
    }
}
