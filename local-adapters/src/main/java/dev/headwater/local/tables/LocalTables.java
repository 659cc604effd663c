package dev.headwater.local.tables;

import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** The three tables of one machine, each a file: {@code catalog.db}, {@code accounts.db}, {@code sessions.db}. */
public final class LocalTables implements AutoCloseable {
    private static final List<String> FILES = List.of("catalog.db", "accounts.db", "sessions.db");

    private final SqliteTableStore catalog;
    private final SqliteTableStore accounts;
    private final SqliteTableStore sessions;

    private LocalTables(SqliteTableStore catalog, SqliteTableStore accounts, SqliteTableStore sessions) {
        this.catalog = catalog;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    /**
     * Opens the tables, making the files where there are none.
     *
     * @throws StoreException as {@link SqliteTableStore#open} does; nothing stays open then
     */
    public static LocalTables open(Path folder, InstantSource clock) {
        // Sessions are hot and short-lived: a power cut ends them anyway.
        return open(
                folder,
                file -> SqliteTableStore.open(
                        file, file.endsWith("sessions.db") ? Durability.NORMAL : Durability.FULL, clock));
    }

    /**
     * Opens the tables to look at them: every file stays as it is, and every change is refused.
     *
     * @throws StoreException where a file can not be opened, or is of another schema than this Headwater's
     */
    public static LocalTables look(Path folder) {
        return open(folder, SqliteTableStore::look);
    }

    private static LocalTables open(Path folder, Function<Path, SqliteTableStore> opening) {
        SqliteTableStore catalog = opening.apply(folder.resolve("catalog.db"));
        try {
            SqliteTableStore accounts = opening.apply(folder.resolve("accounts.db"));
            try {
                return new LocalTables(catalog, accounts, opening.apply(folder.resolve("sessions.db")));
            } catch (StoreException e) {
                accounts.close();
                throw e;
            }
        } catch (StoreException e) {
            catalog.close();
            throw e;
        }
    }

    /** Whether a folder holds the file of a table, damaged or not, or what a repair made of one. */
    public static boolean isAnyIn(Path folder) {
        return FILES.stream()
                .anyMatch(
                        name -> Files.exists(folder.resolve(name)) || Files.exists(folder.resolve(name + ".salvaged")));
    }

    public Tables tables() {
        return new Tables(catalog, accounts, sessions);
    }

    /**
     * What is in the tables now, for a backup. Accounts come first: what others name of them was there before.
     *
     * @throws StoreException where a file can not be read
     */
    public TablesSnapshot snapshot() {
        TableSnapshot first = accounts.snapshot();
        try {
            TableSnapshot second = catalog.snapshot();
            try {
                return new TablesSnapshot(first, second, sessions.snapshot());
            } catch (StoreException e) {
                second.close();
                throw e;
            }
        } catch (StoreException e) {
            first.close();
            throw e;
        }
    }

    @Override
    public void close() {
        sessions.close();
        accounts.close();
        catalog.close();
    }
}
