package dev.headwater.core.admin;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf something is done.
 *
 * @param name as the audit log names them: of a person, of an API key ({@code key:NAME}), or {@code local}
 * @param permissions all that they may do
 * @param tenant the id of the reseller whose lines alone exist for them; null: all do
 */
public record Caller(
        String name, Set<Permission> permissions, @Nullable Integer tenant) {
    /** Nobody else is called so: a person by no means, and the name of a key has {@code key:} before it. */
    static final String LOCAL_NAME = "local";

    /** Who may read the data folder may do everything. */
    public static final Caller LOCAL = new Caller(LOCAL_NAME, Role.OWNER.permissions(), null);

    public Caller {
        permissions = Set.copyOf(permissions);
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** Whether something that belongs to a reseller, or to none, exists for them. */
    public boolean sees(@Nullable Integer owner) {
        return tenant == null || tenant.equals(owner);
    }
}
