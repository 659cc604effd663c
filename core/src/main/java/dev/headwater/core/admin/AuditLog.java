package dev.headwater.core.admin;

import dev.headwater.core.InvalidValueException;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.Query;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.UnreadableItemException;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was done. Entries are only ever added, but for {@link #rewrite}. They lie in {@code AUDIT#DAY}, a partition for each day of UTC, ordered by time;
 * {@code AUDITDAYS} lists the days there are. Kept for {@link Settings#auditDays}; the store cleans up.
 */
public final class AuditLog {
    /** How an entry is stored. */
    public static final ItemCodec<AuditEntry> CODEC = ItemCodec.of(AuditEntry.class);

    public static final int MAX_LIMIT = 500;
    /** Entries looked at for one page: a filter that fits few gives short pages rather than slow ones. */
    static final int MAX_LOOKED_AT = 2000;

    private static final int ITEMS_AT_ONCE = 200;
    private static final int RANDOM_BYTES = 6;
    private static final String DAYS = "AUDITDAYS";
    /** Behind every day in the order of bytes. */
    private static final String AFTER_ALL = "~";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSSSSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern CURSOR =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})T(\\d{2}:\\d{2}:\\d{2}\\.\\d{9}-[0-9a-f]{12})");
    private static final System.Logger LOG = System.getLogger(AuditLog.class.getName());

    private final TableStore accounts;
    private final ItemTable<AuditEntry> entries;
    private final ItemTable<Day> days;
    private final StoredSettings settings;
    private final SecureRandom random;
    private final InstantSource clock;

    public AuditLog(TableStore accounts, StoredSettings settings, SecureRandom random, InstantSource clock) {
        this.accounts = accounts;
        this.entries = new ItemTable<>(accounts, CODEC);
        this.days = new ItemTable<>(accounts, ItemCodec.of(Day.class));
        this.settings = settings;
        this.random = random;
        this.clock = clock;
    }

    /** A day that has entries. */
    record Day(String day) {}

    /** Adds an entry; it is durable when this returns. */
    public void record(AuditEntry entry) {
        String day = day(entry.at());
        Instant expiresAt = entry.at().plus(kept());
        Key dayKey = new Key(DAYS, day);
        if (!days.exists(dayKey)) {
            // Before the entry, which nobody would find otherwise. It stays: who keeps entries longer needs it.
            days.putIfAbsent(dayKey, new Day(day));
        }
        while (entries.replace(new Key(partition(day), place(entry.at())), null, entry, expiresAt)
                .isEmpty()) {
            // Another entry has this very place: draw again.
        }
    }

    private String place(Instant at) {
        return TIME.format(at) + "-" + Opaque.id(random, RANDOM_BYTES);
    }

    /**
     * Entries that fit, the newest first.
     *
     * @param limit 1 to {@value #MAX_LIMIT}; a page may hold fewer, or none, and still have a next one
     * @param cursor the {@link Page#next} of the page before; null for the first
     * @throws IllegalArgumentException where limit or cursor are none
     */
    public Page<AuditEntry> page(AuditFilter filter, int limit, @Nullable String cursor) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidValueException("limit", "limit must be 1 to " + MAX_LIMIT);
        }
        Instant oldest = clock.instant().minus(kept());
        Reading reading = new Reading(filter, oldest, limit);
        String beforeDay = null;
        String beforePlace = null;
        if (cursor != null) {
            Matcher matcher = CURSOR.matcher(cursor);
            if (!matcher.matches()) {
                throw new InvalidValueException("cursor", "this is no cursor of the audit log");
            }
            beforeDay = matcher.group(1);
            beforePlace = matcher.group(2);
        }
        for (String day : days(filter, oldest, beforeDay)) {
            if (!reading.day(day, day.equals(beforeDay) ? beforePlace : upperPlace(filter, day))) {
                break;
            }
        }
        return new Page<>(reading.found, reading.next);
    }

    /** Every entry that is stored, the oldest first, also those that are shown no more. */
    public void forEach(Consumer<AuditEntry> action) {
        rewrite(entry -> {
            action.accept(entry);
            return Optional.empty();
        });
    }

    /**
     * Puts other entries in the place of some: when, by whom and what was done has to stay. It is there for nothing but
     * the erasure of a subscriber, who may ask that nothing tells of them; it reads the whole log.
     *
     * @param change empty: the entry stays as it is
     * @return how many are others now
     */
    public int rewrite(Function<AuditEntry, Optional<AuditEntry>> change) {
        int changed = 0;
        for (Day day : days.list(DAYS)) {
            Query query = Query.all(partition(day.day()));
            String next;
            do {
                Page<Item> page = accounts.query(query);
                for (Item item : page.items()) {
                    changed += rewrite(item, change) ? 1 : 0;
                }
                next = page.next();
                query = next == null ? query : query.after(next);
            } while (next != null);
        }
        return changed;
    }

    private boolean rewrite(Item item, Function<AuditEntry, Optional<AuditEntry>> change) {
        Optional<AuditEntry> before = readable(item);
        Optional<AuditEntry> after = before.flatMap(change);
        if (after.isEmpty()) {
            return false;
        }
        if (!isSameDeed(before.get(), after.get())) {
            throw new IllegalArgumentException("an audit entry keeps when, by whom and what was done");
        }
        // Whoever was faster erased it as well: nothing else rewrites.
        return entries.replace(
                        item.key(),
                        new ItemTable.Versioned<>(before.get(), item.version()),
                        after.get(),
                        item.body().expiresAt())
                .isPresent();
    }

    private static boolean isSameDeed(AuditEntry before, AuditEntry after) {
        return before.at().equals(after.at())
                && before.caller().equals(after.caller())
                && before.action().equals(after.action());
    }

    /** Newest first. */
    private List<String> days(AuditFilter filter, Instant oldest, @Nullable String last) {
        String first = day(filter.since() == null || filter.since().isBefore(oldest) ? oldest : filter.since());
        String until = filter.until() == null ? null : day(filter.until());
        return days.listRange(DAYS, first, AFTER_ALL).stream()
                .map(Day::day)
                .filter(day ->
                        (until == null || day.compareTo(until) <= 0) && (last == null || day.compareTo(last) <= 0))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private static @Nullable String upperPlace(AuditFilter filter, String day) {
        Instant until = filter.until();
        return until != null && day(until).equals(day) ? TIME.format(until) : null;
    }

    /** One page while it is put together. */
    private final class Reading {
        private final AuditFilter filter;
        private final Instant oldest;
        private final int limit;
        private final List<AuditEntry> found = new ArrayList<>();
        private int lookedAt;
        private @Nullable String next;

        Reading(AuditFilter filter, Instant oldest, int limit) {
            this.filter = filter;
            this.oldest = oldest;
            this.limit = limit;
        }

        /** Reads a day down from a place; false: the page is full, and says where the next one begins. */
        boolean day(String day, @Nullable String below) {
            Query query = new Query(partition(day), null, below, true, ITEMS_AT_ONCE, null);
            while (true) {
                Page<Item> page = accounts.query(query);
                for (Item item : page.items()) {
                    readable(item)
                            .filter(entry -> filter.takes(entry) && !entry.at().isBefore(oldest))
                            .ifPresent(found::add);
                    lookedAt++;
                    if (found.size() == limit || lookedAt == MAX_LOOKED_AT) {
                        next = day + "T" + item.key().sk();
                        return false;
                    }
                }
                String after = page.next();
                if (after == null) {
                    return true;
                }
                query = query.after(after);
            }
        }
    }

    private static Optional<AuditEntry> readable(Item item) {
        try {
            return Optional.of(CODEC.decode(item));
        } catch (UnreadableItemException e) {
            LOG.log(System.Logger.Level.ERROR, "left out of the audit log: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    private Duration kept() {
        return Duration.ofDays(settings.find().auditDays());
    }

    private static String day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
    }

    private static String partition(String day) {
        return "AUDIT#" + day;
    }
}
