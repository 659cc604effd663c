package dev.headwater.api.admin.auth;

import dev.headwater.core.admin.AdminLogin;
import dev.headwater.core.admin.Administrator;
import dev.headwater.core.admin.Administrators;
import dev.headwater.core.admin.AuditEntry;
import dev.headwater.core.admin.AuditLog;
import dev.headwater.core.admin.PasswordHasher;
import dev.headwater.core.admin.RefreshTokens;
import dev.headwater.core.admin.SetupTokens;
import dev.headwater.core.admin.StoredSettings;
import dev.headwater.core.admin.Totp;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that logging in takes. */
public record People(
        Administrators administrators,
        AdminLogin login,
        PasswordHasher hasher,
        RefreshTokens refreshTokens,
        SetupTokens setupTokens,
        Totp totp,
        AuditLog log,
        StoredSettings settings,
        InstantSource clock) {

    Optional<Administrator> find(String name) {
        return administrators.findByName(name);
    }

    /** As the audit log names them. */
    String nameOf(int id) {
        return administrators.find(id).map(Administrator::name).orElse("#" + id);
    }

    String serviceName() {
        return settings.find().serviceName();
    }

    /** Changes a password; what was open ends. Empty: it, or the person, is not as it was when it was looked at. */
    Optional<Administrator> withPassword(Administrator who, String phc) {
        Administrators.Change change = administrators.change(
                who.name(),
                person -> person.password().equals(who.password()) && person.enabled()
                        ? person.withPassword(phc, clock.instant())
                        : person);
        if (change instanceof Administrators.Change.Changed(Administrator changed)
                && changed.password().equals(phc)) {
            refreshTokens.revokeAll(changed.id());
            return Optional.of(changed);
        }
        return Optional.empty();
    }

    void withoutTotp(String name) {
        administrators.change(name, person -> person.withTotp(null));
    }

    void audit(String name, String action, @Nullable String client, @Nullable String requestId) {
        log.record(AuditEntry.done(clock.instant(), name, action, name, null, null, client, requestId));
    }
}
