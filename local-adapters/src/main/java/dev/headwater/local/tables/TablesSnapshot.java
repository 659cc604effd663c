package dev.headwater.local.tables;

/** The three tables, each as of one moment; the three moments are milliseconds apart. Close it. */
public record TablesSnapshot(TableSnapshot accounts, TableSnapshot catalog, TableSnapshot sessions)
        implements AutoCloseable {
    @Override
    public void close() {
        try (accounts;
                catalog;
                sessions) {
            // Each is closed, whichever fails.
        }
    }
}
