package dev.headwater.core.backup;

import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.Tables;
import java.util.Locale;

/** The tables, in the order in which a backup holds them. */
public enum BackedTable {
    ACCOUNTS,
    CATALOG,
    SESSIONS;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BackedTable of(String wire) {
        for (BackedTable table : values()) {
            if (table.wire().equals(wire)) {
                return table;
            }
        }
        throw BackupException.damaged("it names a table that there is not");
    }

    TableStore in(Tables tables) {
        return switch (this) {
            case ACCOUNTS -> tables.accounts();
            case CATALOG -> tables.catalog();
            case SESSIONS -> tables.sessions();
        };
    }

    BackupSource.Scan in(BackupSource source) {
        return switch (this) {
            case ACCOUNTS -> source.accounts();
            case CATALOG -> source.catalog();
            case SESSIONS -> source.sessions();
        };
    }
}
