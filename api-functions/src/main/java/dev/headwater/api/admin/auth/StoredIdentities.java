package dev.headwater.api.admin.auth;

import dev.headwater.core.admin.Administrator;
import dev.headwater.core.admin.Administrators;
import dev.headwater.core.admin.ApiKey;
import dev.headwater.core.admin.ApiKeys;
import dev.headwater.core.admin.Caller;
import dev.headwater.core.admin.Role;
import java.time.Instant;
import java.util.Optional;

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
