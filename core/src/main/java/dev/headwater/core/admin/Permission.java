package dev.headwater.core.admin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do: the scopes of API keys and, gathered, the roles of people. */
public enum Permission {
    LINES_READ,
    LINES_WRITE,
    /** To see a line's password. */
    LINES_REVEAL,
    /** Channels, movies, series, categories, bouquets, guide, imports. */
    CATALOG_READ,
    CATALOG_WRITE,
    SESSIONS_READ,
    SESSIONS_WRITE,
    /** Edges, workers and the keys that sign. */
    DELIVERY_READ,
    DELIVERY_WRITE,
    TAKEDOWNS_WRITE,
    /** Who else manages Headwater, and the API keys. */
    PEOPLE_READ,
    PEOPLE_WRITE,
    SETTINGS_READ,
    SETTINGS_WRITE,
    /** Long work: a reseller sees only their own. */
    JOBS_READ,
    /** To cancel it, where one may begin such work too. */
    JOBS_WRITE,
    AUDIT_READ,
    METRICS_READ,
    BACKUPS_WRITE;

    /** As scopes are spelled: {@code lines:read}. */
    public String scope() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    /** The permission of a scope; empty: there is none. */
    public static Optional<Permission> of(String scope) {
        return Arrays.stream(values())
                .filter(permission -> permission.scope().equals(scope))
                .findFirst();
    }
}
