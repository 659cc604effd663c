package dev.headwater.core.archive;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import dev.headwater.core.store.codec.ItemTable.Versioned;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The days of channels' archives, {@code ARCHIVED#channel}. */
final class Days {
    private static final String KIND = "ARCHIVED#";
    private static final int MAX_CONFLICTS = 100;
    private static final int DAY_LENGTH = 8;
    private static final String END = "~";
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

    private final ItemTable<Day> table;

    Days(TableStore sessions) {
        this.table = new ItemTable<>(sessions, ItemCodec.of(Day.class));
    }

    static boolean holds(Key key) {
        return key.pk().startsWith(KIND);
    }

    /** Something of these ten minutes is about to be kept. */
    void note(int channel, Instant at) {
        Key key = new Key(partition(channel), DAY.format(at));
        for (int attempt = 0; attempt < MAX_CONFLICTS; attempt++) {
            @Nullable Versioned<Day> read = table.findVersioned(key).orElse(null);
            Day before = read == null ? Day.empty(at) : read.value();
            Day after = before.with(at);
            if (after.equals(before)
                    || table.replace(key, read, after, after.start().plus(Archive.CLEANED_UP_AFTER))
                            .isPresent()) {
                return;
            }
        }
        throw new StoreException("a day of the archive of channel " + channel + " is contended");
    }

    KeptTimes since(int channel, Instant from) {
        return KeptTimes.of(table.listRange(partition(channel), DAY.format(from), END), from);
    }

    /** Forgets all days before that of an hour. */
    void forgetBefore(int channel, String hour) {
        forgetUntil(channel, hour.substring(0, Math.min(hour.length(), DAY_LENGTH)));
    }

    private void forgetUntil(int channel, String end) {
        table.listRange(partition(channel), "", end)
                .forEach(one -> table.delete(new Key(partition(channel), DAY.format(one.start()))));
    }

    void forget(int channel) {
        forgetUntil(channel, END);
    }

    private static String partition(int channel) {
        return KIND + channel;
    }
}
