package dev.headwater.api.runtime;

import dev.headwater.api.admin.Audit;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.auth.AccessTokenSecret;
import dev.headwater.api.admin.auth.Identities;
import dev.headwater.api.admin.auth.People;
import dev.headwater.api.admin.auth.StoredIdentities;
import dev.headwater.api.admin.line.Credits;
import dev.headwater.api.admin.people.ApiKeyOperations;
import dev.headwater.api.admin.people.AuditOperations;
import dev.headwater.api.admin.people.AuditTraces;
import dev.headwater.api.admin.people.PeopleOperations;
import dev.headwater.api.admin.people.StoredAudit;
import dev.headwater.api.admin.people.StoredCredits;
import dev.headwater.api.admin.settings.SettingsOperations;
import dev.headwater.core.admin.AccessTokenKeys;
import dev.headwater.core.admin.AdminLogin;
import dev.headwater.core.admin.Administrators;
import dev.headwater.core.admin.ApiKeys;
import dev.headwater.core.admin.AuditLog;
import dev.headwater.core.admin.PasswordHasher;
import dev.headwater.core.admin.RefreshTokens;
import dev.headwater.core.admin.SetupTokens;
import dev.headwater.core.admin.StoredSettings;
import dev.headwater.core.admin.Totp;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.store.SecretStore;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.subscriber.Traces;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Who manages Headwater, and what they did. */
public record PeopleParts(
        Administrators administrators,
        ApiKeys keys,
        PasswordHasher hasher,
        IdSequence ids,
        AuditLog log,
        StoredSettings settings,
        SecretStore secrets,
        TableStore accounts,
        SecureRandom random,
        InstantSource clock) {

    public static PeopleParts over(TableStore accounts, SecretStore secrets, SecureRandom random, InstantSource clock) {
        StoredSettings settings = new StoredSettings(accounts);
        return new PeopleParts(
                new Administrators(accounts),
                new ApiKeys(accounts, random, clock),
                new PasswordHasher(random),
                new IdSequence(accounts, IdSequence.ADMINISTRATOR, 1),
                new AuditLog(accounts, settings, random, clock),
                settings,
                secrets,
                accounts,
                random,
                clock);
    }

    /** All that logging in takes. */
    public People people() {
        Totp totp = new Totp(accounts, administrators, secrets, random, clock);
        return new People(
                administrators,
                new AdminLogin(administrators, hasher, totp, clock),
                hasher,
                refreshTokens(),
                setupTokens(),
                totp,
                log,
                settings,
                clock);
    }

    public SetupTokens setupTokens() {
        return new SetupTokens(accounts, administrators, hasher, ids, random, clock);
    }

    private RefreshTokens refreshTokens() {
        return new RefreshTokens(accounts, administrators, secrets, random, clock);
    }

    public Identities identities() {
        return stored();
    }

    StoredIdentities stored() {
        return new StoredIdentities(administrators, keys);
    }

    public AccessTokenSecret accessTokenSecret() {
        return new AccessTokenSecret(new AccessTokenKeys(secrets, random).current());
    }

    public Traces auditTraces() {
        return new AuditTraces(log);
    }

    Audit audit() {
        return new StoredAudit(log, clock);
    }

    Credits credits() {
        return new StoredCredits(administrators);
    }

    OperationGroup administratorOperations() {
        return new PeopleOperations(administrators, hasher, refreshTokens(), keys, ids, random, clock);
    }

    OperationGroup keyOperations() {
        return new ApiKeyOperations(keys, administrators, clock);
    }

    OperationGroup settingsOperations() {
        return new SettingsOperations(settings);
    }

    OperationGroup auditOperations() {
        return new AuditOperations(log);
    }
}
