package dev.headwater.standalone.repair;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.Tables;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

/** The items of a headend and what follows from them, wherever its tables are. */
final class StoredItems {
    private final Tables tables;
    private final Findings findings;
    private final Quarantine quarantine;
    private final InstantSource clock;

    StoredItems(Tables tables, Findings findings, Quarantine quarantine, InstantSource clock) {
        this.tables = tables;
        this.findings = findings;
        this.quarantine = quarantine;
        this.clock = clock;
    }

    /**
     * Looks at all of them, and mends what is to be mended.
     *
     * @param streams ids that have objects
     * @param listings whether ready lists were found damaged
     */
    DerivedFacts look(Collection<Integer> streams, boolean listings) {
        int before = findings.count();
        ItemCheck check = new ItemCheck(findings, quarantine);
        List<Key> taken = check.look("catalog", tables.catalog(), true);
        check.look("accounts", tables.accounts(), true);
        check.look("sessions", tables.sessions(), false);
        DerivedFacts derived = new DerivedFacts(tables, findings, clock);
        derived.rebuild(streams);
        if (findings.mend()) {
            if (listings || findings.count() > before) {
                derived.renderListsAnew();
            }
            derived.keepObjectsOf(taken);
        }
        return derived;
    }
}
