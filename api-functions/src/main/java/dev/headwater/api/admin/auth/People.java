package dev.headwater.api.admin.auth;

import dev.headwater.core.admin.AdminLogin;
import dev.headwater.core.admin.Administrator;
import dev.headwater.core.admin.Administrators;
import dev.headwater.core.admin.AuditEntry;
import dev.headwater.core.admin.AuditLog;
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

    void withoutTotp(String name) {
        administrators.change(name, person -> person.withTotp(null));
    }

    void audit(String name, String action, @Nullable String client, @Nullable String requestId) {
        log.record(new AuditEntry(clock.instant(), name, action, name, null, null, client, requestId));
    }
}
