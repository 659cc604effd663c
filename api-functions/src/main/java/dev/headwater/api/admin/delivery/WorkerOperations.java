package dev.headwater.api.admin.delivery;

import dev.headwater.api.admin.Columns;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Page;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.hls.Heartbeat;
import dev.headwater.core.hls.Heartbeats;
import dev.headwater.core.store.Lease;
import dev.headwater.core.store.Leases;
import dev.headwater.core.vod.Assets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code worker list}: what workers say of themselves every few seconds, and who makes films, which leases tell. A worker
 * that is not heard of any more is gone after its lease.
 */
public final class WorkerOperations implements OperationGroup {
    public final Operation<ListQuery, Page<View>> list =
            Operation.look("worker.list", Permission.DELIVERY_READ, ListQuery.class, this::list);

    private static final Columns<View> COLUMNS = Columns.named(View::name)
            .number("cpu", view -> view.cpu() == null ? 0 : view.cpu())
            .number("channels", View::channels)
            .number("titles", View::titles)
            .number("until", view -> view.until().getEpochSecond());

    private final Assets assets;
    private final Leases leases;
    private final Heartbeats heartbeats;

    public WorkerOperations(Assets assets, Leases leases, Heartbeats heartbeats) {
        this.assets = assets;
        this.leases = leases;
        this.heartbeats = heartbeats;
    }

    /**
     * A worker.
     *
     * @param host the machine it is on; null, as what else it says of itself: it makes films alone and says nothing
     * @param since when this life of it began
     * @param cpu in percent of its processors, what it and its channels used in the last seconds; films are not counted
     * @param cores processors it may use
     * @param channels how many it makes
     * @param titles how many films and episodes it makes ready
     * @param draining whether it is giving its channels to others
     * @param until when it is given up, unless it is heard of: it lived a little before
     */
    public record View(
            String name,
            @Nullable String host,
            @Nullable Instant since,
            @Nullable Integer cpu,
            @Nullable Double cores,
            int channels,
            int titles,
            boolean draining,
            Instant until) {
        private static View of(Heartbeat beat) {
            return new View(
                    beat.worker(),
                    beat.host(),
                    beat.since().truncatedTo(ChronoUnit.SECONDS),
                    (int) Math.round(beat.share() * 100),
                    beat.cores(),
                    beat.channels().size(),
                    0,
                    beat.draining(),
                    beat.until().truncatedTo(ChronoUnit.SECONDS));
        }

        private static View of(Lease title) {
            return new View(
                    title.holder(),
                    null,
                    null,
                    null,
                    null,
                    0,
                    1,
                    false,
                    title.until().truncatedTo(ChronoUnit.SECONDS));
        }

        private View and(View other) {
            return new View(
                    name,
                    host,
                    since,
                    cpu,
                    cores,
                    channels + other.channels,
                    titles + other.titles,
                    draining,
                    until.isAfter(other.until) ? until : other.until);
        }
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(list);
    }

    private Page<View> list(ListQuery query) {
        Map<String, View> workers = new TreeMap<>();
        heartbeats.live().forEach(beat -> workers.put(beat.worker(), View.of(beat)));
        assets.waiting()
                .forEach(title -> leases.find(Lease.ofTitle(title))
                        .ifPresent(lease -> workers.merge(lease.holder(), View.of(lease), View::and)));
        return COLUMNS.page(workers.values(), query);
    }
}
