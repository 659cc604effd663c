package dev.headwater.standalone.repair;

import dev.headwater.core.store.Tables;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * The checks of {@link Repair} that do not ask for files: items, and what follows from them. Tables and objects themselves
 * are their service's to keep whole.
 */
public final class StoreRepair {
    private final Tables tables;
    private final InstantSource clock;
    private final Consumer<String> progress;
    private final Findings findings;
    private final Quarantine quarantine;

    /**
     * A repair of tables that nothing else writes to.
     *
     * @param kept the folder where what is taken out is kept, in {@code damaged/STAMP}
     * @param mend whether to mend what is found, or only to tell
     * @param progress told what is being looked at
     */
    public StoreRepair(Tables tables, Path kept, boolean mend, InstantSource clock, Consumer<String> progress) {
        this.tables = tables;
        this.clock = clock;
        this.progress = progress;
        this.findings = new Findings(mend);
        this.quarantine = new Quarantine(kept, Repair.STAMP.format(clock.instant()));
    }

    /**
     * Looks, and mends.
     *
     * @param streams ids that have segments
     * @throws dev.headwater.core.store.StoreException where it can go no further; what was done until then is whole
     */
    public RepairReport run(Collection<Integer> streams) {
        progress.accept("checking items");
        new StoredItems(tables, findings, quarantine, clock).look(streams, false);
        return findings.report(quarantine.used());
    }
}
