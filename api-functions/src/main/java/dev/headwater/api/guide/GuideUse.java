package dev.headwater.api.guide;

import dev.headwater.api.listing.Audience;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.codec.ItemTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Notes which documents are asked for, and removes those that nobody asks for any more, with all their objects. */
final class GuideUse {
    private static final Duration NOTED_EVERY = Duration.ofHours(1);
    private static final Duration KEEP_UNUSED = Duration.ofDays(3);

    private final ItemTable<GuideDocument> table;
    private final ObjectStore objects;
    private Instant swept = Instant.MIN;

    GuideUse(ItemTable<GuideDocument> table, ObjectStore objects) {
        this.table = table;
        this.objects = objects;
    }

    /** Notes that a document was asked for, where that is not known for this hour. */
    GuideDocument asked(GuideDocument document, Instant now) {
        Instant last = document.askedAt();
        return last != null && now.isBefore(last.plus(NOTED_EVERY)) ? document : noted(document, now);
    }

    private GuideDocument noted(GuideDocument document, Instant now) {
        table.update(document.key(), stored -> stored.map(one -> one.asked(now)));
        return document.asked(now);
    }

    /** Those whose document was asked for within so long, whoever answered. */
    List<Audience> since(Instant start) {
        List<Audience> found = new ArrayList<>();
        for (GuideDocument document : table.list(GuideDocument.PARTITION)) {
            Instant last = document.askedAt();
            Audience audience = document.audience();
            if (last != null && audience != null && last.isAfter(start)) {
                found.add(audience);
            }
        }
        return found;
    }

    /** Removes what was not asked for in three days. Looks once an hour, however often it is called. */
    synchronized void sweep(Instant now) {
        if (!swept.equals(Instant.MIN) && now.isBefore(swept.plus(NOTED_EVERY))) {
            return;
        }
        swept = now;
        for (GuideDocument document : table.list(GuideDocument.PARTITION)) {
            Instant last = document.askedAt();
            if (last == null) {
                noted(document, now);
            } else if (last.plus(KEEP_UNUSED).isBefore(now)) {
                remove(document.key(), now);
            }
        }
    }

    private void remove(Key key, Instant now) {
        table.findVersioned(key).ifPresent(read -> {
            GuideDocument document = read.value();
            Instant last = document.askedAt();
            if (last != null && last.plus(KEEP_UNUSED).isBefore(now)) {
                List<String> all = new ArrayList<>(document.retired().keySet());
                all.add(document.object());
                // First: what a fault leaves behind is still named then, and who asks meanwhile has it made again.
                objects.delete(all);
                table.delete(key, read);
            }
        });
    }
}
