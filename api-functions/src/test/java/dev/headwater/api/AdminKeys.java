package dev.headwater.api;

import dev.headwater.api.admin.auth.Identities;
import dev.headwater.core.admin.Caller;
import dev.headwater.core.admin.Role;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** A key for each role: {@code hwk_owner}, … */
final class AdminKeys implements Identities {
    static final Identities IDENTITIES = new AdminKeys();

    /** Whose lines the key of a reseller is for. */
    static final int RESELLER = 7;

    static String of(Role role) {
        return "hwk_" + role.label();
    }

    @Override
    public Optional<Caller> person(int id, Instant tokenIssued) {
        return Optional.empty();
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
        return Optional.empty();
    }
}
