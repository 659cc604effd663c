package dev.headwater.api.admin.line;

import dev.headwater.api.admin.Etags;
import dev.headwater.core.account.ConnectionLimit.WhenFull;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.LinePasswords;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lines as commands show them; the links of one only with its password. */
final class LineViews {
    private final LinePasswords passwords;
    private final InstantSource clock;
    private final Supplier<String> publicBase;
    private final Credits resellers;

    /** @param publicBase scheme, host and port for links */
    LineViews(LinePasswords passwords, InstantSource clock, Supplier<String> publicBase, Credits resellers) {
        this.passwords = passwords;
        this.clock = clock;
        this.publicBase = publicBase;
        this.resellers = resellers;
    }

    LineView plain(Line line) {
        return of(line, null, null);
    }

    /** With its password, where it can be read. */
    LineView revealed(Line line) {
        return of(line, passwords.reveal(line.password()).orElse(null), null);
    }

    /**
     * One that was written just now.
     *
     * @param password null: it has the one it had
     * @param warning of that password; null: none
     */
    LineView of(Line line, @Nullable String password, @Nullable String warning) {
        Instant expires = line.expiresAt();
        return new LineView(
                line.id(),
                line.name(),
                line.statusAt(clock.instant()).wire().toLowerCase(Locale.ROOT),
                line.bouquets(),
                line.limit().connections(),
                label(line.limit().whenFull()),
                line.lists().adult(),
                line.lists().catchup().name().toLowerCase(Locale.ROOT),
                expires == null ? null : expires.truncatedTo(ChronoUnit.SECONDS),
                password,
                password == null ? null : LineLinks.of(publicBase.get(), line.name(), password),
                warning,
                line.owner() == null ? null : resellers.nameOf(line.owner()),
                line.owner(),
                Etags.of(line));
    }

    private static String label(WhenFull whenFull) {
        return whenFull == WhenFull.REFUSE ? "refuse" : "put-out";
    }
}
