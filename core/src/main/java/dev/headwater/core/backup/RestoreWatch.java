package dev.headwater.core.backup;

import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * Whether a restore goes on, or was cut short: true from at the latest {@link #SEEN_WITHIN} after its mark was put. Whoever
 * goes on with the tables open asks, and does nothing meanwhile: what is missing then was not removed. Asked after
 * something was found missing, it tells that from what was removed, since a restore waits longer before it removes anything.
 */
public final class RestoreWatch implements BooleanSupplier {
    /** So long an answer counts. */
    public static final Duration SEEN_WITHIN = Duration.ofSeconds(5);

    private final TableStore accounts;
    private final InstantSource clock;
    private boolean stands;
    private Instant readAt = Instant.MIN;

    public RestoreWatch(TableStore accounts, InstantSource clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /** {@inheritDoc} Where the table is at fault, as it was last; a fault before there was an answer is thrown. */
    @Override
    public synchronized boolean getAsBoolean() {
        Instant now = clock.instant();
        boolean isKnown = !readAt.equals(Instant.MIN);
        if (!isKnown || !now.isBefore(readAt.plus(SEEN_WITHIN))) {
            try {
                stands = RestoreMarker.stands(accounts);
                readAt = now;
            } catch (StoreException e) {
                if (!isKnown) {
                    throw e;
                }
            }
        }
        return stands;
    }
}
