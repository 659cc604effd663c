package dev.headwater.api.admin.line;

import dev.headwater.api.admin.Moments;
import dev.headwater.api.admin.NamedByPath;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Secret;
import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.account.ConnectionLimit.WhenFull;
import dev.headwater.core.account.Credentials;
import dev.headwater.core.account.LinePasswords;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.account.ListSettings;
import dev.headwater.core.account.ListSettings.Catchup;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line to add, or what to change of one; null: the default, or as it was.
 *
 * @param name where a line is changed, the path names it
 * @param password empty: a new one is generated
 * @param days until it expires; 0: never
 * @param state active, banned or disabled
 * @param whenFull put-out or refuse
 * @param adult whether its lists show what is for adults
 * @param catchup default, xc or shift: how its playlists tell of the past
 * @param expires a date, whose end is meant, or a moment, both in ISO 8601 and UTC; instead of days
 */
@Schema(example = "{\"name\": \"anna\", \"days\": 30, \"connections\": 2}")
public record LineSettings(
        @NamedByPath @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        String name,

        @Secret @Nullable String password,
        @Nullable Integer days,
        @Nullable Integer connections,
        @Nullable List<String> bouquets,

        @Schema(
                type = "string",
                allowableValues = {"active", "banned", "disabled"})
        @Nullable
        String state,

        @Schema(
                type = "string",
                allowableValues = {"put-out", "refuse"})
        @Nullable
        String whenFull,

        @Nullable String expires,
        @Nullable Boolean adult,

        @Schema(
                type = "string",
                allowableValues = {"default", "xc", "shift"})
        @Nullable
        String catchup) {
    private static final int MAX_DAYS = 36_500;

    /** All as it is by default. */
    public static LineSettings of(String name) {
        return new LineSettings(name, null, null, null, null, null, null, null, null, null);
    }

    public LineSettings withPassword(@Nullable String newPassword) {
        return new LineSettings(
                name, newPassword, days, connections, bouquets, state, whenFull, expires, adult, catchup);
    }

    /** The same for a line of another name. */
    LineSettings called(String otherName) {
        return new LineSettings(
                otherName, password, days, connections, bouquets, state, whenFull, expires, adult, catchup);
    }

    public LineSettings withConnections(int newConnections) {
        return new LineSettings(
                name, password, days, newConnections, bouquets, state, whenFull, expires, adult, catchup);
    }

    /** The password that was chosen; empty: one is to be generated. */
    Optional<String> chosenPassword() {
        if (password == null || password.isEmpty()) {
            return Optional.empty();
        }
        if (password.length() > Credentials.MAX_LENGTH || password.chars().anyMatch(Character::isISOControl)) {
            throw OperationException.invalid(
                    "password",
                    "a password has at most " + Credentials.MAX_LENGTH + " characters and no control characters");
        }
        return Optional.of(password);
    }

    /** Until when; null: for ever. */
    @Nullable
    Instant expiry(@Nullable Instant otherwise, Instant now) {
        if (expires != null) {
            return OperationException.blaming("expires", () -> Moments.end(expires));
        }
        return days == null ? otherwise : inDays(days, now);
    }

    private static @Nullable Instant inDays(int days, Instant now) {
        if (days < 0 || days > MAX_DAYS) {
            throw OperationException.invalid("days", "days are 0 (never expires) to " + MAX_DAYS);
        }
        return days == 0 ? null : now.plus(Duration.ofDays(days));
    }

    LineStatus status(LineStatus otherwise) {
        return switch (state) {
            case null -> otherwise;
            case "active" -> LineStatus.ACTIVE;
            case "banned" -> LineStatus.BANNED;
            case "disabled" -> LineStatus.DISABLED;
            default -> throw OperationException.invalid("state", "a line's state is active, banned or disabled");
        };
    }

    ConnectionLimit limit(ConnectionLimit otherwise) {
        int number = connections == null ? otherwise.connections() : connections;
        WhenFull then = whenFull(whenFull, otherwise.whenFull());
        try {
            return new ConnectionLimit(number, then);
        } catch (IllegalArgumentException e) {
            throw OperationException.invalid("connections", String.valueOf(e.getMessage()));
        }
    }

    private static WhenFull whenFull(@Nullable String text, WhenFull otherwise) {
        return switch (text) {
            case null -> otherwise;
            case "put-out" -> WhenFull.PUT_OUT;
            case "refuse" -> WhenFull.REFUSE;
            default -> throw OperationException.invalid("whenFull", "a full line may put-out or refuse");
        };
    }

    ListSettings lists(ListSettings otherwise) {
        return new ListSettings(adult == null ? otherwise.adult() : adult, catchup(catchup, otherwise.catchup()));
    }

    private static Catchup catchup(@Nullable String text, Catchup otherwise) {
        return switch (text) {
            case null -> otherwise;
            case "default" -> Catchup.DEFAULT;
            case "xc" -> Catchup.XC;
            case "shift" -> Catchup.SHIFT;
            default -> throw OperationException.invalid("catchup", "catch-up is told as default, xc or shift");
        };
    }

    /** What the operator should know of the password. */
    @Nullable
    String warning() {
        return password != null && !password.isEmpty() && LinePasswords.isWeak(password)
                ? "this password is easy to guess; leave --password out and one is made"
                : null;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "LineSettings[" + name + "]";
    }
}
