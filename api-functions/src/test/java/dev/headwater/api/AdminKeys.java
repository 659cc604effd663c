package dev.headwater.api;

import dev.headwater.api.admin.auth.Identities;
import dev.headwater.core.admin.Caller;
import dev.headwater.core.admin.Role;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A key for each role, {@code hwk_owner}, …, and a person, whose id is {@link #person}; besides those who are stored. */
final class AdminKeys implements Identities {
    /** Whose lines the key of a reseller is for. */
    static final int RESELLER = 7;

    /** Tokens that were made earlier are revoked. */
    static final Instant REVOKED = Instant.parse("2026-01-01T00:00:00Z");

    /** No stored person has such an id. */
    private static final int FIRST = 1_000_001;

    private static final List<Role> PEOPLE = List.of(Role.values());

    private final Identities stored;

    AdminKeys(Identities stored) {
        this.stored = stored;
    }

    static String of(Role role) {
        return "hwk_" + role.label();
    }

    static int person(Role role) {
        return PEOPLE.indexOf(role) + FIRST;
    }

    @Override
    public Optional<Caller> person(int id, Instant since) {
        if (id < FIRST || id >= FIRST + PEOPLE.size()) {
            return stored.person(id, since);
        }
        return since.isBefore(REVOKED) ? Optional.empty() : Optional.of(caller("person:", PEOPLE.get(id - FIRST)));
    }

    @Override
    public Optional<Caller> key(String presented) {
        for (Role role : Role.values()) {
            if (presented.equals(of(role))) {
                return Optional.of(caller("key:", role));
            }
        }
        return stored.key(presented);
    }

    private static Caller caller(String kind, Role role) {
        return new Caller(
                kind + role.name().toLowerCase(Locale.ROOT),
                role.permissions(),
                role == Role.RESELLER ? RESELLER : null);
    }
}
