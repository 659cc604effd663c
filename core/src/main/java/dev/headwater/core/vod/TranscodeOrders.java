package dev.headwater.core.vod;

import dev.headwater.core.media.Source;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The last order of each title, {@code VODORDER#id}: written before it is sent, so that it can be sent again as it was. */
public final class TranscodeOrders {
    /** How an order is stored. */
    public static final ItemCodec<?> CODEC = ItemCodec.of(Placed.class);

    private final ItemTable<Placed> table;

    TranscodeOrders(TableStore catalog) {
        this.table = new ItemTable<>(catalog, ItemCodec.of(Placed.class));
    }

    /**
     * An order and what is known of it.
     *
     * @param job null: nobody said yet that there is one
     * @param heardAt when it was written, or last heard of
     * @param poison why nothing can be made of the source; null: nothing is known against it
     */
    record Placed(
            TranscodeOrder order,
            @Nullable String job,
            Instant heardAt,
            @Nullable String poison) {
        Placed heard(String itsJob, Instant now) {
            return new Placed(order, itsJob, now, poison);
        }

        Placed poisoned(String reason, Instant now) {
            return new Placed(order, job, now, reason);
        }

        /** Empty: it may be tried. */
        Optional<String> poison(Source source, Instant since) {
            return order.source().equals(source) && heardAt.isAfter(since)
                    ? Optional.ofNullable(poison)
                    : Optional.empty();
        }
    }

    Optional<Placed> find(int content) {
        return table.find(key(content));
    }

    Optional<Placed> find(int content, long fence) {
        return find(content).filter(placed -> placed.order().fence() == fence);
    }

    /** Writes an order, unless there is one of its fence or a higher one; returns the one there is. */
    Placed place(TranscodeOrder order, Instant now) {
        return table.update(
                        key(order.content()),
                        stored -> stored.filter(placed -> placed.order().fence() >= order.fence())
                                        .isPresent()
                                ? Optional.empty()
                                : Optional.of(new Placed(order, null, now, null)))
                .orElseThrow();
    }

    void change(TranscodeOrder order, UnaryOperator<Placed> change) {
        table.update(
                key(order.content()),
                stored -> stored.filter(placed -> placed.order().equals(order)).map(change));
    }

    private static Key key(int content) {
        return new Key("VODORDER#" + content, "ORDER");
    }
}
