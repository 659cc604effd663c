package dev.headwater.core.backup;

import dev.headwater.core.store.Item;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.RestorableSecretStore;
import dev.headwater.core.store.Tables;
import org.jspecify.annotations.Nullable;

/**
 * What a backup is made of.
 *
 * @param accounts each scan shows a table as of one moment where the adapter can, else as it is while it is read
 */
public record BackupSource(
        Scan accounts, Scan catalog, Scan sessions, RestorableSecretStore secrets, ObjectStore objects) {
    /** Reads a table, a page at a time: {@link dev.headwater.core.store.TableStore#scan}. */
    @FunctionalInterface
    public interface Scan {
        Page<Item> scan(int limit, @Nullable String after);
    }

    /** Tables as they are while they are read. */
    public static BackupSource of(Tables tables, RestorableSecretStore secrets, ObjectStore objects) {
        return new BackupSource(
                tables.accounts()::scan, tables.catalog()::scan, tables.sessions()::scan, secrets, objects);
    }
}
