package dev.headwater.api;

import dev.headwater.api.admin.auth.Identities;
import dev.headwater.core.admin.Caller;
import dev.headwater.core.admin.Role;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** A key for each role, {@code hwk_owner}, …, besides those who are stored. */
final class AdminKeys implements Identities {
    /** Whose lines the key of a reseller is for. */
    static final int RESELLER = 7;

    private final Identities stored;

    AdminKeys(Identities stored) {
        this.stored = stored;
    }

    static String of(Role role) {
        return "hwk_" + role.label();
    }

    @Override
    public Optional<Caller> person(int id, Instant since) {
        return stored.person(id, since);
    }

    @Override
    public Optional<Caller> key(String presented) {
        for (Role role : Role.values()) {
            if (presented.equals(of(role))) {
                return Optional.of(new Caller(
                        "key:" + role.name().toLowerCase(Locale.ROOT),
                        role.permissions(),
                        role == Role.RESELLER ? RESELLER : null));
            }
        }
        return stored.key(presented);
    }
}
