package dev.headwater.standalone.repair;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.headwater.api.admin.Operations;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.Lines;
import dev.headwater.core.archive.Archive;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Ladders;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.hls.Heartbeats;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.Slate;
import dev.headwater.core.playback.edge.EdgePool;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Lease;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.UnreadableItemException;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.takedown.Takedowns;
import dev.headwater.core.vod.Assets;
import dev.headwater.core.vod.TranscodeOrders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes items out of a table that can not be read: they stand in the way of whoever needs them. */
final class ItemCheck {
    private static final int PAGE = 1000;
    /**
     * By the partition key up to and including its {@code #}. What is not named here has to be a JSON object. A record
     * whose schema goes on needs its repository's own codec here.
     */
    private static final Map<String, ItemCodec<?>> KINDS = Map.ofEntries(
            Map.entry("CHANNELS", Channels.CODEC),
            Map.entry("LADDERS", Ladders.CODEC),
            Map.entry("MOVIES", Movies.CODEC),
            Map.entry("SERIES", SeriesShelf.SERIES_CODEC),
            Map.entry("EPISODES", SeriesShelf.EPISODE_CODEC),
            Map.entry("EPISODE#", SeriesShelf.PLACE_CODEC),
            Map.entry("VOD#", Assets.CODEC),
            Map.entry("VODORDER#", TranscodeOrders.CODEC),
            Map.entry("VODWAITING", Assets.WAITING_CODEC),
            Map.entry("VODSWEEP", Assets.WAITING_CODEC),
            Map.entry("CATEGORIES#", Categories.CODEC),
            Map.entry("SLATES", ItemCodec.of(Slate.class)),
            Map.entry("LINE#", Lines.CODEC),
            Map.entry("TAKEDOWNS", Takedowns.CODEC),
            Map.entry("BOUQUETS", Bouquets.CODEC),
            Map.entry("EDGES", EdgePool.CODEC),
            Map.entry("ARCHIVE#", Archive.CODEC),
            Map.entry("ARCHIVED#", Archive.DAYS_CODEC),
            Map.entry("WORKERS", Heartbeats.CODEC),
            Map.entry("LEASE#", ItemCodec.of(Lease.class)),
            Map.entry("LIVE#", ItemCodec.of(LiveWindow.class)));

    /** What is made again from other items, or by itself. */
    private static final List<String> DERIVED = List.of(
            "LINENAME#",
            "LINES",
            "LISTINGS#",
            "PUBLISH#",
            "IDS#",
            "SLATES",
            "EPISODE#",
            "VOD#",
            "VODORDER#",
            "VODWAITING",
            "VODSWEEP",
            "VODWISHES",
            "ARCHIVED#");

    private final Findings findings;
    private final Quarantine quarantine;

    ItemCheck(Findings findings, Quarantine quarantine) {
        this.findings = findings;
        this.quarantine = quarantine;
    }

    /** The schema this Headwater writes of a kind: 1 for what is not named here. */
    static int newestSchema(String kind) {
        ItemCodec<?> codec = KINDS.get(kind);
        return codec == null ? 1 : codec.schema();
    }

    /**
     * Looks at every item of a table.
     *
     * @param precious whether what is taken out is lost, unless it is derived
     * @return keys of what can not be read
     */
    List<Key> look(String name, TableStore table, boolean precious) {
        List<Key> unreadable = new ArrayList<>();
        @Nullable String after = null;
        do {
            Page<Item> page = table.scan(PAGE, after);
            for (Item item : page.items()) {
                String problem = problem(item);
                if (problem != null) {
                    unreadable.add(item.key());
                    if (findings.mend()) {
                        quarantine.keep(name, item);
                        table.delete(item.key(), Condition.ifVersion(item.version()));
                    }
                    String where =
                            name + ": " + item.key().pk() + " | " + item.key().sk();
                    boolean lost = (precious || Archive.holds(item.key())) && !DERIVED.contains(kind(item));
                    findings.add(where, problem, "taken out", lost);
                }
            }
            after = page.next();
        } while (after != null);
        return unreadable;
    }

    /** Null: none. */
    private static @Nullable String problem(Item item) {
        ItemCodec<?> codec = KINDS.get(kind(item));
        try {
            if (codec != null) {
                codec.decode(item);
                return null;
            }
            return Operations.JSON.readTree(item.body().json()).isObject() ? null : "can not be read";
        } catch (UnreadableItemException | JsonProcessingException e) {
            return "can not be read";
        } catch (StoreException e) {
            // Written by a newer Headwater, which can.
            return null;
        }
    }

    private static String kind(Item item) {
        String pk = item.key().pk();
        int hash = pk.indexOf('#');
        return hash < 0 ? pk : pk.substring(0, hash + 1);
    }
}
