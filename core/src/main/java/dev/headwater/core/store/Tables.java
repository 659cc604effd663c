package dev.headwater.core.store;

/**
 * The three tables.
 *
 * @param catalog channels, categories, listings' state: large, can be rebuilt
 * @param accounts lines, bouquets, ids handed out: small, precious
 * @param sessions sessions, leases, live windows: hot, short-lived
 */
public record Tables(TableStore catalog, TableStore accounts, TableStore sessions) {}
