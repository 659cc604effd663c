package dev.headwater.core.admin;

import static dev.headwater.core.admin.Permission.AUDIT_READ;
import static dev.headwater.core.admin.Permission.BACKUPS_WRITE;
import static dev.headwater.core.admin.Permission.CATALOG_READ;
import static dev.headwater.core.admin.Permission.DELIVERY_READ;
import static dev.headwater.core.admin.Permission.JOBS_READ;
import static dev.headwater.core.admin.Permission.JOBS_WRITE;
import static dev.headwater.core.admin.Permission.LINES_READ;
import static dev.headwater.core.admin.Permission.LINES_REVEAL;
import static dev.headwater.core.admin.Permission.LINES_WRITE;
import static dev.headwater.core.admin.Permission.METRICS_READ;
import static dev.headwater.core.admin.Permission.PEOPLE_READ;
import static dev.headwater.core.admin.Permission.PEOPLE_WRITE;
import static dev.headwater.core.admin.Permission.SESSIONS_READ;
import static dev.headwater.core.admin.Permission.SESSIONS_WRITE;
import static dev.headwater.core.admin.Permission.SETTINGS_READ;
import static dev.headwater.core.admin.Permission.SETTINGS_WRITE;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a person is there for. */
public enum Role {
    /** Everything. */
    OWNER(EnumSet.allOf(Permission.class)),
    /** Runs the service, but says neither who else does nor how it is set up. */
    OPERATOR(EnumSet.complementOf(EnumSet.of(PEOPLE_READ, PEOPLE_WRITE, SETTINGS_WRITE, BACKUPS_WRITE))),
    /** Helps subscribers: sees, kicks, tells a password; changes nothing that lasts. */
    SUPPORT(EnumSet.of(
            LINES_READ,
            LINES_REVEAL,
            CATALOG_READ,
            SESSIONS_READ,
            SESSIONS_WRITE,
            DELIVERY_READ,
            SETTINGS_READ,
            JOBS_READ,
            AUDIT_READ,
            METRICS_READ)),
    /** Sells lines, and knows of no others than these. */
    RESELLER(EnumSet.of(LINES_READ, LINES_WRITE, LINES_REVEAL, SESSIONS_READ, SESSIONS_WRITE, JOBS_READ, JOBS_WRITE));

    @SuppressWarnings("ImmutableEnumChecker") // A copy, which nothing can change.
    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = Set.copyOf(permissions);
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    /** As it is written: {@code owner}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
