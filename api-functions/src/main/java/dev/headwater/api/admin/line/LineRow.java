package dev.headwater.api.admin.line;

import dev.headwater.core.account.Line;
import dev.headwater.core.account.LineStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What lists of lines are ordered by.
 *
 * @param expires in epoch seconds; {@link Long#MAX_VALUE}: never
 * @param expiresMillis the same, as fine as it is stored
 * @param created in epoch seconds
 */
record LineRow(
        int id,
        String name,
        LineStatus status,
        long expires,
        long expiresMillis,
        long created,
        @Nullable Integer owner) {
    private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);
    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);
    /** All that {@link #state} says. */
    static final List<String> STATES = Arrays.stream(LineStatus.values())
            .map(status -> status.wire().toLowerCase(Locale.ROOT))
            .toList();

    private static final String EXPIRED = LineStatus.EXPIRED.wire().toLowerCase(Locale.ROOT);

    static LineRow of(Line line) {
        Instant expires = line.expiresAt();
        return new LineRow(
                line.id(),
                line.name(),
                line.status(),
                expires == null ? Long.MAX_VALUE : expires.getEpochSecond(),
                expires == null ? Long.MAX_VALUE : millis(expires),
                line.createdAt().getEpochSecond(),
                line.owner());
    }

    /** As near as milliseconds come: what lies beyond takes no list down. */
    private static long millis(Instant moment) {
        if (moment.isBefore(FIRST)) {
            return Long.MIN_VALUE;
        }
        return moment.isAfter(LAST) ? Long.MAX_VALUE : moment.toEpochMilli();
    }

    String state(long nowMillis) {
        return status == LineStatus.ACTIVE && expiresMillis <= nowMillis
                ? EXPIRED
                : status.wire().toLowerCase(Locale.ROOT);
    }
}
