package dev.headwater.core.backup;

import dev.headwater.core.admin.AccessTokenKeys;
import dev.headwater.core.admin.RefreshTokens;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Lease;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.codec.ItemCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a backup takes along. Of accounts and the catalogue all but what is made again from the rest; of sessions only the
 * counters that must never go back: where a channel's playlist stands, and the fence of every lease.
 */
final class BackupScope {
    /** By the partition key up to and including its {@code #}: what is ready for publishing, slates. */
    private static final Set<String> MADE_AGAIN =
            Set.of("LISTINGS#", "PUBLISH#", "GUIDE-DOCUMENTS", "SLATES", RestoreMarker.KIND);

    /** What films and episodes are packaged to: nothing without its objects. */
    private static final Set<String> PACKAGED = Set.of("VOD#", "VODORDER#", "VODWAITING", "VODSWEEP", "VODWISHES");

    /** What is logged in, or about to: it may be revoked before the backup comes back. */
    private static final Set<String> LOGGED_IN = Set.of("REFRESH#", "REFRESHOF#", "SETUP", "ADMINTOTP#");

    /** Secrets behind what is logged in: others after a restore, so that what was revoked since stays so. */
    static final Set<String> RENEWED = Set.of(AccessTokenKeys.NAME, RefreshTokens.KEY_NAME);

    private static final String LIVE = "LIVE#";
    private static final String LEASE = "LEASE#";
    private static final Pattern TITLE = Pattern.compile("hls/[1-9][0-9]*/[^/]+/vod/.+|vod/.+");

    /** No lease changes hands so often between a backup and a loss. */
    private static final long FENCES = 1_000;
    /** Of a segment, or a discontinuity, at the most one a second; and some for clocks that differ. */
    private static final long SEGMENTS = 100;

    private static final ItemCodec<LiveWindow> WINDOWS = ItemCodec.of(LiveWindow.class);
    private static final ItemCodec<Lease> LEASES = ItemCodec.of(Lease.class);

    private BackupScope() {}

    static Optional<Body> kept(BackedTable table, Item item, boolean media) {
        String kind = kind(item.key());
        return switch (table) {
            case ACCOUNTS ->
                kind.equals(RestoreMarker.KIND) || isLoggedIn(item.key()) ? Optional.empty() : Optional.of(item.body());
            case CATALOG ->
                MADE_AGAIN.contains(kind) || (!media && PACKAGED.contains(kind))
                        ? Optional.empty()
                        : Optional.of(item.body());
            case SESSIONS -> counters(kind, item);
        };
    }

    /** Whether it lets somebody in without a password or key: no backup brings that back. */
    static boolean isLoggedIn(Key key) {
        return LOGGED_IN.contains(kind(key));
    }

    static boolean isMedia(String objectKey) {
        return TITLE.matcher(objectKey).matches();
    }

    private static Optional<Body> counters(String kind, Item item) {
        try {
            return switch (kind) {
                case LIVE -> Optional.of(WINDOWS.encode(WINDOWS.decode(item).countsOnly()));
                case LEASE -> Optional.of(LEASES.encode(LEASES.decode(item)));
                default -> Optional.empty();
            };
        } catch (StoreException e) {
            // It counts nothing any more.
            return Optional.empty();
        }
    }

    /** What is written of an item when it is restored: counters are past whatever was counted since. */
    static Body restored(BackedTable table, Key key, Body body, Instant now) {
        if (table != BackedTable.SESSIONS) {
            return body;
        }
        Item item = new Item(key, body, 1);
        return switch (kind(key)) {
            case LIVE -> {
                LiveWindow window = WINDOWS.decode(item);
                long seconds =
                        Math.max(0, Duration.between(window.updatedAt(), now).toSeconds());
                yield WINDOWS.encode(window.skipping(seconds + SEGMENTS));
            }
            case LEASE -> {
                Lease lease = LEASES.decode(item);
                yield LEASES.encode(new Lease(lease.name(), lease.holder(), lease.fence() + FENCES, now));
            }
            default -> throw BackupException.damaged("it holds a session");
        };
    }

    /** The partition key up to and including its {@code #}. */
    static String kind(Key key) {
        int hash = key.pk().indexOf('#');
        return hash < 0 ? key.pk() : key.pk().substring(0, hash + 1);
    }
}
