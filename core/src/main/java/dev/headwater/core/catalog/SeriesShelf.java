package dev.headwater.core.catalog;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.Watchers;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * All series with their episodes. An episode's authority is {@code EPISODES}, ordered by series, season and number;
 * {@code EPISODE#id} points to it, is written after it and checked when read.
 */
public final class SeriesShelf {
    /** How a series is stored. */
    public static final ItemCodec<Series> SERIES_CODEC = ItemCodec.of(Series.class);

    /** How an episode is stored. */
    public static final ItemCodec<Episode> EPISODE_CODEC = ItemCodec.of(Episode.class);

    /** How it is stored where an episode stands. */
    public static final ItemCodec<?> PLACE_CODEC = ItemCodec.of(Place.class);

    private static final String SERIES = "SERIES";
    private static final String EPISODES = "EPISODES";

    private final ItemTable<Series> series;
    private final ItemTable<Episode> episodes;
    private final ItemTable<Place> places;
    private final Watchers watchers = new Watchers();

    /** Episodes whose sources are kept as they are, and stay sealed where they were: for who reads none of them. */
    public SeriesShelf(TableStore catalog) {
        this(catalog, EPISODE_CODEC);
    }

    /** @param seal for what sources give away */
    public SeriesShelf(TableStore catalog, SourceSeal seal) {
        this(catalog, EPISODE_CODEC.keeping(seal::close, seal::open));
    }

    private SeriesShelf(TableStore catalog, ItemCodec<Episode> codec) {
        this.series = new ItemTable<>(catalog, SERIES_CODEC);
        this.episodes = new ItemTable<>(catalog, codec);
        this.places = new ItemTable<>(catalog, ItemCodec.of(Place.class));
    }

    /** Where an episode stands: the sort key of its item. */
    record Place(int id, String sk) {}

    /** Who in this process is told which series change. */
    public Watchers watchers() {
        return watchers;
    }

    public Optional<Series> find(int id) {
        return series.find(seriesKey(id));
    }

    /** Those of some that are there and can be read. */
    public Map<Integer, Series> findAll(Collection<Integer> ids) {
        return series.findAll(ids, SeriesShelf::seriesKey);
    }

    /** Shows every series once, by id, holding no more than a page of them. */
    public void forEach(Consumer<Series> action) {
        series.forEach(SERIES, action);
    }

    /** Shows every episode once, by series, season and number, holding no more than a page of them. */
    public void forEachEpisode(Consumer<Episode> action) {
        episodes.forEach(EPISODES, action);
    }

    /** Of one series, by season and number. */
    public List<Episode> episodes(int seriesId) {
        return episodes.listPrefix(EPISODES, prefix(seriesId));
    }

    public Optional<Episode> episode(int id) {
        return places.find(placeKey(id))
                .flatMap(place -> episodes.find(new Key(EPISODES, place.sk())))
                .filter(episode -> episode.id() == id);
    }

    /** Changes a series; empty: there is none of that id. */
    public Optional<Series> change(int id, UnaryOperator<Series> change) {
        Optional<Series> changed = series.update(seriesKey(id), one -> one.map(change));
        watchers.tell(id);
        return changed;
    }

    public void save(Series one) {
        series.put(seriesKey(one.id()), one);
        watchers.tell(one.id());
    }

    /** Many at once; after a fault some may be written. */
    public void saveAll(Collection<Series> many) {
        series.putAll(many, one -> seriesKey(one.id()));
        watchers.tell(many.stream().map(Series::id).toList());
    }

    /** Writes an episode; one that stood elsewhere under its id leaves that place. */
    public void saveEpisode(Episode episode) {
        saveEpisodes(List.of(episode));
    }

    /** Many at once; after a fault some may be written. */
    public void saveEpisodes(Collection<Episode> many) {
        List<Key> left = many.stream()
                .flatMap(episode -> places
                        .find(placeKey(episode.id()))
                        .filter(place -> !place.sk().equals(sortKey(episode)))
                        .map(place -> new Key(EPISODES, place.sk()))
                        .stream())
                .toList();
        episodes.putAll(many, episode -> new Key(EPISODES, sortKey(episode)));
        places.putAll(many.stream().map(e -> new Place(e.id(), sortKey(e))).toList(), place -> placeKey(place.id()));
        left.forEach(episodes::delete);
    }

    /** Changes an episode where it stands, but not which of its series it is; empty: there is none of that id. */
    public Optional<Episode> changeEpisode(int id, UnaryOperator<Episode> change) {
        return places.find(placeKey(id))
                .flatMap(place -> episodes.update(
                        new Key(EPISODES, place.sk()),
                        found -> found.filter(episode -> episode.id() == id).map(change)))
                .filter(episode -> episode.id() == id);
    }

    /**
     * Removes an episode; empty: there was none of that id.
     *
     * @param look at what is about to go; what it throws keeps it
     */
    public Optional<Episode> removeEpisode(int id, Consumer<Episode> look) {
        Optional<Episode> gone =
                places.find(placeKey(id)).flatMap(place -> episodes.remove(new Key(EPISODES, place.sk()), look));
        places.delete(placeKey(id));
        return gone;
    }

    public void deleteEpisode(int id) {
        places.find(placeKey(id)).ifPresent(place -> episodes.delete(new Key(EPISODES, place.sk())));
        places.delete(placeKey(id));
    }

    /** Removes a series and all its episodes. */
    public void delete(int id) {
        episodes(id).forEach(episode -> deleteEpisode(episode.id()));
        series.delete(seriesKey(id));
        watchers.tell(id);
    }

    /**
     * Removes a series and all its episodes; empty: there was none of that id.
     *
     * @param look at what is about to go; what it throws keeps it
     */
    public Optional<Series> remove(int id, Consumer<Series> look) {
        Optional<Series> gone = series.remove(seriesKey(id), look);
        watchers.tell(id);
        episodes(id).forEach(episode -> deleteEpisode(episode.id()));
        return gone;
    }

    /** How an episode that stands on the shelf is found by its id. */
    public enum Found {
        BY_ITS_ID,
        /** Nothing leads to it: its place is not, or no longer, known. */
        NOT_BY_ITS_ID,
        /** Its id leads to another place where it stands too: a move was cut short. */
        ELSEWHERE_TOO
    }

    /**
     * Looks whether an episode that was shown by {@link #forEachEpisode} is found by its id. Nobody else may change
     * episodes meanwhile.
     *
     * @param mend whether to make it so: by writing its place, or by taking it away where it stands elsewhere too
     */
    public Found check(Episode episode, boolean mend) {
        String here = sortKey(episode);
        Optional<String> place = places.findReadable(placeKey(episode.id())).map(Place::sk);
        if (place.filter(here::equals).isPresent()) {
            return Found.BY_ITS_ID;
        }
        boolean standsElsewhere = place.flatMap(sk -> episodes.findReadable(new Key(EPISODES, sk)))
                .filter(other -> other.id() == episode.id())
                .isPresent();
        if (mend && standsElsewhere) {
            episodes.delete(new Key(EPISODES, here));
        } else if (mend) {
            places.put(placeKey(episode.id()), new Place(episode.id(), here));
        }
        return standsElsewhere ? Found.ELSEWHERE_TOO : Found.NOT_BY_ITS_ID;
    }

    private static Key seriesKey(int id) {
        return Key.numbered(SERIES, id);
    }

    private static Key placeKey(int id) {
        return new Key("EPISODE#" + id, "PLACE");
    }

    private static String prefix(int series) {
        return Key.digits(series) + "/";
    }

    private static String sortKey(Episode e) {
        return prefix(e.series()) + String.format(Locale.ROOT, "%05d/%05d/%010d", e.season(), e.number(), e.id());
    }
}
