package dev.headwater.api.imports;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is stored of imports: how the last run of each source ended, where it comes from, and in 256 items which id each of
 * its things has.
 */
final class ImportStore {
    private static final String RUNS = "IMPORTS";

    private static final String ORIGINS = "IMPORTORIGINS";

    private final ItemTable<ImportRun> runs;
    private final ItemTable<Origin> origins;
    private final ItemTable<Bucket> buckets;

    ImportStore(TableStore catalog) {
        this.runs = new ItemTable<>(catalog, ItemCodec.of(ImportRun.class));
        this.origins = new ItemTable<>(catalog, ItemCodec.of(Origin.class));
        this.buckets = new ItemTable<>(catalog, ItemCodec.of(Bucket.class));
    }

    /**
     * The things of a source whose hashes begin with the same byte.
     *
     * @param entries see {@link KnownItems#written}
     */
    record Bucket(int number, String entries) {}

    /** Where what goes by a name comes from: see {@link ImportRequest#fingerprint}. */
    record Origin(String fingerprint) {}

    /** Empty: nothing was imported under that name. */
    Optional<String> origin(String name) {
        return origins.find(new Key(ORIGINS, name)).map(Origin::fingerprint);
    }

    void saveOrigin(String name, String fingerprint) {
        origins.put(new Key(ORIGINS, name), new Origin(fingerprint));
    }

    Optional<ImportRun> run(String name) {
        return ImportRequest.isName(name) ? runs.find(new Key(RUNS, name)) : Optional.empty();
    }

    List<ImportRun> runs() {
        return runs.list(RUNS);
    }

    void save(ImportRun run) {
        runs.put(new Key(RUNS, run.name()), run);
    }

    KnownItems known(String name) {
        KnownItems known = new KnownItems();
        buckets.forEach(partition(name), bucket -> known.read(bucket.entries()));
        return known;
    }

    /** Writes what changed of it. */
    void save(String name, KnownItems known) {
        BitSet dirty = known.takeDirty();
        String[] texts = known.written(dirty);
        List<Bucket> changed = new ArrayList<>();
        dirty.stream().forEach(number -> changed.add(new Bucket(number, texts[number])));
        buckets.putAll(
                changed, bucket -> new Key(partition(name), String.format(Locale.ROOT, "%03d", bucket.number())));
    }

    private static String partition(String name) {
        return "IMPORT#" + name;
    }
}
