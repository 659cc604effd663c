package dev.headwater.api.admin.auth;

import dev.headwater.core.admin.Administrator;
import dev.headwater.core.admin.Administrators;
import dev.headwater.core.admin.ApiKey;
import dev.headwater.core.admin.ApiKeys;
import dev.headwater.core.admin.Caller;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.admin.Role;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Those who are stored. */
public final class StoredIdentities implements Identities {
    private final Administrators administrators;
    private final ApiKeys keys;

    public StoredIdentities(Administrators administrators, ApiKeys keys) {
        this.administrators = administrators;
        this.keys = keys;
    }

    @Override
    public Optional<Caller> person(int id, Instant since) {
        return administrators.find(id).filter(found -> found.admits(since)).map(Administrator::caller);
    }

    /**
     * Who asked for something a while ago, with what of it they may do now; empty: they are gone, may not log in any more, or
     * are somebody else.
     */
    public Optional<Caller> asNow(Caller asked) {
        if (asked.name().equals(Caller.LOCAL.name())) {
            return Optional.of(asked);
        }
        return named(asked.name())
                .filter(now -> Objects.equals(now.tenant(), asked.tenant()))
                .map(now -> {
                    Set<Permission> still = new HashSet<>(asked.permissions());
                    still.retainAll(now.permissions());
                    return new Caller(asked.name(), still, asked.tenant());
                });
    }

    private Optional<Caller> named(String name) {
        return name.startsWith(ApiKey.PREFIX)
                ? keys.findLiving(name.substring(ApiKey.PREFIX.length()))
                        .filter(this::hasReseller)
                        .map(ApiKey::caller)
                : administrators.findByName(name).filter(Administrator::enabled).map(Administrator::caller);
    }

    /** A key that is for a reseller is good while they may log in. */
    private boolean hasReseller(ApiKey key) {
        return key.tenant() == null
                || administrators
                        .find(key.tenant())
                        .filter(person -> person.enabled() && person.role() == Role.RESELLER)
                        .isPresent();
    }

    @Override
    public Optional<Caller> key(String presented) {
        return keys.find(presented).filter(this::hasReseller).map(ApiKey::caller);
    }
}
