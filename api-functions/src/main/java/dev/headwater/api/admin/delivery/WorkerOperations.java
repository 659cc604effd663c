package dev.headwater.api.admin.delivery;

import dev.headwater.api.admin.Columns;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Page;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.store.Lease;
import dev.headwater.core.store.Leases;
import dev.headwater.core.vod.Assets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code worker list}. What is known of workers are the leases of what they make, which they renew every few seconds: one
 * that makes nothing at this moment is not known of.
 */
public final class WorkerOperations implements OperationGroup {
    public final Operation<ListQuery, Page<View>> list =
            Operation.look("worker.list", Permission.DELIVERY_READ, ListQuery.class, this::list);

    private static final Columns<View> COLUMNS = Columns.named(View::name)
            .number("channels", View::channels)
            .number("titles", View::titles)
            .number("until", view -> view.until().getEpochSecond());

    private final Channels channels;
    private final Assets assets;
    private final Leases leases;

    public WorkerOperations(Channels channels, Assets assets, Leases leases) {
        this.channels = channels;
        this.assets = assets;
        this.leases = leases;
    }

    /**
     * A worker that makes something.
     *
     * @param channels how many it makes
     * @param titles how many films and episodes it makes ready
     * @param until when the last of its leases ends, unless it renews it: it lived a little before
     */
    public record View(String name, int channels, int titles, Instant until) {
        private static View one(Lease lease, int channels, int titles) {
            return new View(lease.holder(), channels, titles, lease.until().truncatedTo(ChronoUnit.SECONDS));
        }

        private View and(View other) {
            return new View(
                    name,
                    channels + other.channels,
                    titles + other.titles,
                    until.isAfter(other.until) ? until : other.until);
        }
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(list);
    }

    private Page<View> list(ListQuery query) {
        Map<String, View> workers = new TreeMap<>();
        channels.forEach(channel -> leases.find(Lease.ofChannel(channel.id()))
                .ifPresent(lease -> workers.merge(lease.holder(), View.one(lease, 1, 0), View::and)));
        assets.waiting()
                .forEach(title -> leases.find(Lease.ofTitle(title))
                        .ifPresent(lease -> workers.merge(lease.holder(), View.one(lease, 0, 1), View::and)));
        return COLUMNS.page(workers.values(), query);
    }
}
