package dev.headwater.standalone.operations;

import dev.headwater.core.account.Bouquet;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.account.ConnectionLimit.WhenFull;
import dev.headwater.core.account.Credentials;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.LinePasswords;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.account.Lines;
import dev.headwater.core.catalog.IdSequence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code line add | list | show | set | remove}. */
public final class LineOperations {
    private static final int MAX_DAYS = 36_500;

    private final Lines lines;
    private final LinePasswords passwords;
    private final Bouquets bouquets;
    private final IdSequence ids;
    private final InstantSource clock;
    private final Supplier<String> publicBase;

    /** @param publicBase scheme, host and port for links */
    public LineOperations(
            Lines lines,
            LinePasswords passwords,
            Bouquets bouquets,
            IdSequence ids,
            InstantSource clock,
            Supplier<String> publicBase) {
        this.lines = lines;
        this.passwords = passwords;
        this.bouquets = bouquets;
        this.ids = ids;
        this.clock = clock;
        this.publicBase = publicBase;
    }

    /**
     * A line to add, or what to change of one; null: the default, or as it was.
     *
     * @param password empty: a new one is generated
     * @param days until it expires; 0: never
     * @param state active, banned or disabled
     * @param whenFull put-out or refuse
     * @param expires a date, whose end is meant, or a moment, both in ISO 8601 and UTC; instead of days
     */
    public record Settings(
            String name,
            @Nullable String password,
            @Nullable Integer days,
            @Nullable Integer connections,
            @Nullable List<String> bouquets,
            @Nullable String state,
            @Nullable String whenFull,
            @Nullable String expires) {
        @Override
        public String toString() {
            return "Settings[" + name + "]";
        }
    }

    /** A line by its name. */
    public record ByName(String name) {}

    void register(Operations operations) {
        operations.add("line.add", Settings.class, this::add);
        operations.add("line.set", Settings.class, this::set);
        operations.add(
                "line.list",
                Operations.None.class,
                none -> lines.list().stream().map(line -> view(line, null)).toList());
        operations.add("line.show", ByName.class, by -> reveal(find(by.name())));
        operations.add("line.remove", ByName.class, this::remove);
    }

    public LineView add(Settings settings) {
        if (lines.findByName(settings.name()).isPresent()) {
            // Before it costs an id; whoever adds it meanwhile is found when the name is claimed.
            throw new OperationException("there is a line '" + settings.name() + "' already");
        }
        String password = chosen(settings.password()).orElseGet(passwords::generate);
        Instant now = clock.instant();
        Line line = new Line(
                ids.next(),
                settings.name(),
                passwords.store(password),
                now,
                known(settings.bouquets() == null ? List.of(Bouquet.ALL) : settings.bouquets()),
                limit(settings, ConnectionLimit.of(1)),
                expiry(settings, null, now),
                status(settings.state(), LineStatus.ACTIVE),
                false,
                now);
        if (!lines.add(line)) {
            throw new OperationException("there is a line '" + settings.name() + "' already");
        }
        return view(line, password, warning(settings));
    }

    /** Changes what is named; a new password ends what plays with the old one. */
    public LineView set(Settings settings) {
        Instant now = clock.instant();
        List<String> chosenBouquets = settings.bouquets() == null ? null : known(settings.bouquets());
        String password =
                settings.password() == null ? null : chosen(settings.password()).orElseGet(passwords::generate);
        Line changed = lines.change(settings.name(), line -> {
                    ConnectionLimit limit = limit(settings, line.limit());
                    Line next = line.withLimit(limit)
                            .withAccess(
                                    chosenBouquets == null ? line.bouquets() : chosenBouquets,
                                    limit.connections(),
                                    expiry(settings, line.expiresAt(), now),
                                    status(settings.state(), line.status()));
                    return password == null ? next : next.withPassword(passwords.store(password), now);
                })
                .orElseThrow(() -> noSuchLine(settings.name()));
        return view(changed, password, warning(settings));
    }

    /** The line with its password and links. */
    public Optional<LineView> revealed(String name) {
        return lines.findByName(name).map(this::reveal);
    }

    private LineView remove(ByName by) {
        return lines.remove(by.name()).map(line -> view(line, null)).orElseThrow(() -> noSuchLine(by.name()));
    }

    private Line find(String name) {
        return lines.findByName(name).orElseThrow(() -> noSuchLine(name));
    }

    private static OperationException noSuchLine(String name) {
        return new OperationException("there is no line '" + name + "'");
    }

    private static Optional<String> chosen(@Nullable String password) {
        if (password == null || password.isEmpty()) {
            return Optional.empty();
        }
        if (password.length() > Credentials.MAX_LENGTH || password.chars().anyMatch(Character::isISOControl)) {
            throw new OperationException(
                    "a password has at most " + Credentials.MAX_LENGTH + " characters and no control characters");
        }
        return Optional.of(password);
    }

    private List<String> known(List<String> names) {
        for (String name : names) {
            if (bouquets.find(name).isEmpty()) {
                throw new OperationException("there is no bouquet '" + name + "'");
            }
        }
        return names;
    }

    private static @Nullable Instant expiry(Settings settings, @Nullable Instant otherwise, Instant now) {
        String expires = settings.expires();
        if (expires != null) {
            return expiry(expires);
        }
        return settings.days() == null ? otherwise : expiry(settings.days(), now);
    }

    private static Instant expiry(String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeParseException e) {
            throw new OperationException("a line expires on a date such as 2027-01-31, or at 2027-01-31T12:00:00Z");
        }
    }

    private static @Nullable Instant expiry(int days, Instant now) {
        if (days < 0 || days > MAX_DAYS) {
            throw new OperationException("days are 0 (never expires) to " + MAX_DAYS);
        }
        return days == 0 ? null : now.plus(Duration.ofDays(days));
    }

    private static LineStatus status(@Nullable String state, LineStatus otherwise) {
        return switch (state) {
            case null -> otherwise;
            case "active" -> LineStatus.ACTIVE;
            case "banned" -> LineStatus.BANNED;
            case "disabled" -> LineStatus.DISABLED;
            default -> throw new OperationException("a line's state is active, banned or disabled");
        };
    }

    private static ConnectionLimit limit(Settings settings, ConnectionLimit otherwise) {
        int connections = settings.connections() == null ? otherwise.connections() : settings.connections();
        return new ConnectionLimit(connections, whenFull(settings.whenFull(), otherwise.whenFull()));
    }

    private static WhenFull whenFull(@Nullable String text, WhenFull otherwise) {
        return switch (text) {
            case null -> otherwise;
            case "put-out" -> WhenFull.PUT_OUT;
            case "refuse" -> WhenFull.REFUSE;
            default -> throw new OperationException("a full line may put-out or refuse");
        };
    }

    private static String label(WhenFull whenFull) {
        return whenFull == WhenFull.REFUSE ? "refuse" : "put-out";
    }

    private LineView reveal(Line line) {
        return view(line, passwords.reveal(line.password()).orElse(null));
    }

    private static @Nullable String warning(Settings settings) {
        String password = settings.password();
        return password != null && !password.isEmpty() && LinePasswords.isWeak(password)
                ? "this password is easy to guess; leave --password out and one is made"
                : null;
    }

    private LineView view(Line line, @Nullable String password) {
        return view(line, password, null);
    }

    private LineView view(Line line, @Nullable String password, @Nullable String warning) {
        Instant expires = line.expiresAt();
        return new LineView(
                line.id(),
                line.name(),
                line.statusAt(clock.instant()).wire().toLowerCase(Locale.ROOT),
                line.bouquets(),
                line.limit().connections(),
                label(line.limit().whenFull()),
                expires == null ? null : expires.truncatedTo(ChronoUnit.SECONDS),
                password,
                password == null ? null : LineLinks.of(publicBase.get(), line.name(), password),
                warning);
    }
}
