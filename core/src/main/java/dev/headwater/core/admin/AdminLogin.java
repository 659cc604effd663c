package dev.headwater.core.admin;

import dev.headwater.core.account.ClientIdentity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says who a person is. Failures slow down whoever makes them, per client and name, and per client, before anything is
 * hashed; never by name alone, or anyone could lock an administrator out. Wrong codes are counted by person alone: only
 * who has the password can make them.
 */
public final class AdminLogin {
    static final int FREE_BY_NAME = 4;
    static final int FREE_BY_CLIENT = 20;
    static final int FREE_CODES = 5;

    private final Administrators administrators;
    private final PasswordHasher hasher;
    private final Totp totp;
    private final LoginBrake byName;
    private final LoginBrake byClient;
    private final LoginBrake byPerson;

    public AdminLogin(Administrators administrators, PasswordHasher hasher, Totp totp, InstantSource clock) {
        this.administrators = administrators;
        this.hasher = hasher;
        this.totp = totp;
        this.byName = new LoginBrake(clock, FREE_BY_NAME);
        this.byClient = new LoginBrake(clock, FREE_BY_CLIENT);
        this.byPerson = new LoginBrake(clock, FREE_CODES);
    }

    /** What became of a login. */
    public sealed interface Outcome {
        record LoggedIn(Administrator administrator) implements Outcome {}

        /** No such name, not its password, not its code, or disabled: all look the same and take the same time. */
        record Refused() implements Outcome {}

        /** The password is right, and a code is wanted with it. */
        record TotpNeeded() implements Outcome {}

        /** @param retryAfter how long nothing else is looked at, after too many failures */
        record Slow(Duration retryAfter) implements Outcome {}

        /** Too many log in at this moment. */
        record Busy() implements Outcome {}
    }

    private record ClientAndName(String address, String name) {}

    /**
     * Blocks for as long as hashing takes: call it on a virtual thread.
     *
     * @param code of the second factor, as it was typed; null: none was given
     */
    public Outcome login(String name, String password, @Nullable String code, ClientIdentity client) {
        // One name for all that nobody can have: what is no name would fill the memory otherwise.
        ClientAndName both = new ClientAndName(client.address(), Administrator.isName(name) ? name : "");
        Optional<Duration> wait = begin(both);
        if (wait.isPresent()) {
            return new Outcome.Slow(wait.get());
        }
        Outcome outcome = attempt(name, password, code);
        if (!(outcome instanceof Outcome.Refused)) {
            byClient.undo(both.address());
            byName.undo(both);
        }
        if (outcome instanceof Outcome.LoggedIn) {
            byName.forget(both);
        }
        return outcome;
    }

    private Optional<Duration> begin(ClientAndName both) {
        Optional<Duration> wait = byClient.begin(both.address());
        if (wait.isPresent()) {
            return wait;
        }
        wait = byName.begin(both);
        if (wait.isPresent()) {
            byClient.undo(both.address());
        }
        return wait;
    }

    /**
     * Whether somebody who is logged in knows their password: an access token alone proves little. Failures count as those
     * of a login; no code is wanted.
     */
    public Outcome confirmPassword(Administrator who, String password, ClientIdentity client) {
        ClientAndName both = new ClientAndName(client.address(), who.name());
        Optional<Duration> wait = begin(both);
        if (wait.isPresent()) {
            return new Outcome.Slow(wait.get());
        }
        return switch (hasher.check(password, who.password())) {
            case PasswordHasher.Check.Differs() -> new Outcome.Refused();
            case PasswordHasher.Check.Busy() -> {
                byClient.undo(both.address());
                byName.undo(both);
                yield new Outcome.Busy();
            }
            case PasswordHasher.Check.Fits(boolean outdated) -> {
                byClient.undo(both.address());
                byName.forget(both);
                yield new Outcome.LoggedIn(who);
            }
        };
    }

    /** Whether somebody who is logged in has their second factor at hand; takes the code for this once. */
    public Outcome confirmCode(Administrator who, String code) {
        StoredTotp second = who.totp();
        if (second == null) {
            return new Outcome.Refused();
        }
        Optional<Duration> wait = byPerson.begin(who.id());
        if (wait.isPresent()) {
            return new Outcome.Slow(wait.get());
        }
        if (!totp.take(who, second, code)) {
            return new Outcome.Refused();
        }
        byPerson.forget(who.id());
        return new Outcome.LoggedIn(who);
    }

    private Outcome attempt(String name, String password, @Nullable String code) {
        Administrator found = administrators.findByName(name).orElse(null);
        String phc = found == null ? null : found.password();
        return switch (hasher.check(password, phc)) {
            case PasswordHasher.Check.Busy() -> new Outcome.Busy();
            case PasswordHasher.Check.Differs() -> new Outcome.Refused();
            case PasswordHasher.Check.Fits(boolean outdated) ->
                found == null || !found.enabled() ? new Outcome.Refused() : known(found, password, code, outdated);
        };
    }

    private Outcome known(Administrator found, String password, @Nullable String code, boolean outdated) {
        StoredTotp second = found.totp();
        if (second != null) {
            if (code == null || code.isBlank()) {
                return new Outcome.TotpNeeded();
            }
            Optional<Duration> wait = byPerson.begin(found.id());
            if (wait.isPresent()) {
                return new Outcome.Slow(wait.get());
            }
            if (!totp.take(found, second, code)) {
                return new Outcome.Refused();
            }
            byPerson.forget(found.id());
        }
        if (outdated && hasher.hashAgain(password) instanceof PasswordHasher.Hashing.Hashed(String phc)) {
            administrators.rehash(found.id(), found.password(), phc);
        }
        return administrators
                .find(found.id())
                .filter(Administrator::enabled)
                .<Outcome>map(Outcome.LoggedIn::new)
                .orElseGet(Outcome.Refused::new);
    }
}
