package dev.headwater.core.admin;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a script shows instead of a person. Prints itself without its digest.
 *
 * @param id hex, the middle of the token
 * @param name as people and the audit log call it, unique
 * @param digest SHA-256 of the token's secret
 * @param tenant the id of the reseller whose lines alone exist for it; null: all do
 * @param expiresAt null: never
 * @param createdBy name of the caller who made it
 * @param lastUsed up to an hour late; null: never
 */
public record ApiKey(
        String id,
        String name,
        String digest,
        Set<Permission> permissions,
        @Nullable Integer tenant,
        @Nullable Instant expiresAt,
        Instant createdAt,
        String createdBy,
        @Nullable Instant lastUsed) {
    /** Before its name, where callers are named. */
    public static final String PREFIX = "key:";

    public ApiKey {
        permissions = Set.copyOf(permissions);
    }

    /** On whose behalf its calls are done. */
    public Caller caller() {
        return new Caller(PREFIX + name, permissions, tenant);
    }

    boolean livesAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    ApiKey usedAt(Instant now) {
        return new ApiKey(id, name, digest, permissions, tenant, expiresAt, createdAt, createdBy, now);
    }

    @Override
    public String toString() {
        return "ApiKey[" + id + ", " + name + ", …]";
    }
}
