package dev.headwater.api.admin.line;

import dev.headwater.core.account.Line;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Resellers as lines know them: what they are called, and what they pay with. One credit is one connection for thirty days,
 * begun ones count whole.
 */
public interface Credits {
    Duration MONTH = Duration.ofDays(30);

    /** Takes them; false, and none are taken: there are not as many. */
    boolean take(int reseller, int count);

    /** Gives back what was taken for a change that did not come about. */
    void giveBack(int reseller, int count);

    /** What a reseller is called; {@code #7} where that is not known any more. */
    String nameOf(int reseller);

    /** What a line costs from now on; what never ends can not be paid. */
    static int cost(@Nullable Instant until, int connections, Instant now) {
        if (until == null || !until.isAfter(now)) {
            return 0;
        }
        long months = (Duration.between(now, until).toSeconds() + MONTH.toSeconds() - 1) / MONTH.toSeconds();
        return (int) Math.min(Integer.MAX_VALUE, months * connections);
    }

    /** What a change costs: the time that is added, and for the time there was the connections that are. */
    static int price(Line before, Line after, Instant now) {
        Instant paid = before.expiresAt() == null ? Instant.MAX : before.expiresAt();
        Instant until = after.expiresAt() == null ? Instant.MAX : after.expiresAt();
        if (!until.isAfter(now)) {
            return 0;
        }
        int connections = after.limit().connections();
        int more = Math.max(0, connections - before.limit().connections());
        long price = (long) cost(until, connections, paid.isAfter(now) ? paid : now)
                + cost(until.isBefore(paid) ? until : paid, more, now);
        return (int) Math.min(Integer.MAX_VALUE, price);
    }

    /** What a line costs from now on. */
    static int cost(Line line, Instant now) {
        return cost(line.expiresAt(), line.limit().connections(), now);
    }
}
