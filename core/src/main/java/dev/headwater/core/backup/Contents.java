package dev.headwater.core.backup;

/** How much a backup holds: items of each table, secrets, objects. */
public record Contents(long accounts, long catalog, long sessions, long secrets, long objects) {
    static final Contents NONE = new Contents(0, 0, 0, 0, 0);

    Contents item(BackedTable table) {
        return switch (table) {
            case ACCOUNTS -> new Contents(accounts + 1, catalog, sessions, secrets, objects);
            case CATALOG -> new Contents(accounts, catalog + 1, sessions, secrets, objects);
            case SESSIONS -> new Contents(accounts, catalog, sessions + 1, secrets, objects);
        };
    }

    Contents secret() {
        return new Contents(accounts, catalog, sessions, secrets + 1, objects);
    }

    Contents object() {
        return new Contents(accounts, catalog, sessions, secrets, objects + 1);
    }
}
