package dev.headwater.core.guide;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The days of the guide: {@code GUIDE#guideId} holds one item per UTC day and source, {@code yyyy-MM-dd#source}. Which
 * source is shown is not written: it follows from their priorities when read, so that nothing has to be imported again
 * where those change.
 */
final class GuideDays {
    private static final ItemCodec<DayItem> CODEC = ItemCodec.of(DayItem.class);

    private final TableStore store;
    private final ItemTable<DayItem> table;

    GuideDays(TableStore catalog) {
        this.store = catalog;
        this.table = new ItemTable<>(catalog, CODEC);
    }

    /** One item on its way into the store. */
    record Write(String guideId, DayItem item) {}

    /** Of every source, by day. */
    List<DayItem> list(String guideId, LocalDate first, LocalDate last) {
        return table.listRange(
                partition(guideId), first.toString(), last.plusDays(1).toString());
    }

    Optional<DayItem> find(String guideId, int source, LocalDate day) {
        return table.findReadable(key(guideId, source, day));
    }

    /** @param keepDays how long after their day the store keeps them */
    void putAll(Collection<Write> writes, int keepDays) {
        store.putAll(writes.stream()
                .map(write -> new TableStore.Write(
                        key(write.guideId(), write.item().source(), write.item().day()),
                        CODEC.encode(write.item(), write.item().expiry(keepDays))))
                .toList());
    }

    void delete(String guideId, int source, LocalDate day) {
        table.delete(key(guideId, source, day));
    }

    private static Key key(String guideId, int source, LocalDate day) {
        return new Key(partition(guideId), day + "#" + Key.digits(source));
    }

    private static String partition(String guideId) {
        return "GUIDE#" + guideId;
    }
}
