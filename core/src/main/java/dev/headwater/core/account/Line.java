package dev.headwater.core.account;

import dev.headwater.core.InvalidValueException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber's account.
 *
 * @param id decimal, never reused
 * @param name what the subscriber types as user name
 * @param password keyed digest and sealed form, never the password itself
 * @param passwordSince tickets issued before it are dead
 * @param bouquets names of what it may see
 * @param limit playbacks at once
 * @param lists how its lists are made
 * @param expiresAt null: never
 * @param status {@link LineStatus#EXPIRED} is never stored: it follows from {@code expiresAt}
 * @param owner the id of the reseller it belongs to; null: none
 */
public record Line(
        int id,
        String name,
        StoredPassword password,
        Instant passwordSince,
        List<String> bouquets,
        ConnectionLimit limit,
        ListSettings lists,
        @Nullable Instant expiresAt,
        LineStatus status,
        boolean trial,
        Instant createdAt,
        @Nullable Integer owner) {

    /** Apps paste names into URLs unescaped; these characters survive that, but a name of dots is a place in a path. */
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._@-]{1,64}");

    /** Whether a line may be called so; of any other name there is none. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    public Line {
        bouquets = List.copyOf(bouquets);
        // As fine as the instants in tickets: a ticket of the same moment is one of the new password.
        passwordSince = passwordSince.truncatedTo(ChronoUnit.MILLIS);
        if (!isName(name)) {
            throw new InvalidValueException("name", "a line's name is 1 to 64 of A-Z a-z 0-9 . _ @ - but not . or ..");
        }
    }

    /** One that belongs to no reseller. */
    public Line(
            int id,
            String name,
            StoredPassword password,
            Instant passwordSince,
            List<String> bouquets,
            ConnectionLimit limit,
            ListSettings lists,
            @Nullable Instant expiresAt,
            LineStatus status,
            boolean trial,
            Instant createdAt) {
        this(id, name, password, passwordSince, bouquets, limit, lists, expiresAt, status, trial, createdAt, null);
    }

    /** How it stands at a moment. */
    public LineStatus statusAt(Instant now) {
        return status == LineStatus.ACTIVE && expiresAt != null && !expiresAt.isAfter(now)
                ? LineStatus.EXPIRED
                : status;
    }

    public Line withPassword(StoredPassword newPassword, Instant since) {
        return new Line(
                id, name, newPassword, since, bouquets, limit, lists, expiresAt, status, trial, createdAt, owner);
    }

    public Line withAccess(
            List<String> newBouquets, int newConnections, @Nullable Instant newExpiry, LineStatus newStatus) {
        return new Line(
                id,
                name,
                password,
                passwordSince,
                newBouquets,
                limit.withConnections(newConnections),
                lists,
                newExpiry,
                newStatus,
                trial,
                createdAt,
                owner);
    }

    public Line ownedBy(@Nullable Integer reseller) {
        return new Line(
                id,
                name,
                password,
                passwordSince,
                bouquets,
                limit,
                lists,
                expiresAt,
                status,
                trial,
                createdAt,
                reseller);
    }

    public Line withLimit(ConnectionLimit newLimit) {
        return new Line(
                id,
                name,
                password,
                passwordSince,
                bouquets,
                newLimit,
                lists,
                expiresAt,
                status,
                trial,
                createdAt,
                owner);
    }

    public Line withLists(ListSettings newLists) {
        return new Line(
                id,
                name,
                password,
                passwordSince,
                bouquets,
                limit,
                newLists,
                expiresAt,
                status,
                trial,
                createdAt,
                owner);
    }
}
