package dev.headwater.core.takedown;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.Series;
import dev.headwater.core.catalog.Withheld;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * All takedowns. They are kept with the accounts, not in the catalogue: an import, a restore of the catalogue or a change
 * of the content leaves them as they are.
 */
public final class Takedowns implements Withheld {
    /** How a takedown is stored. */
    public static final ItemCodec<Takedown> CODEC = ItemCodec.of(Takedown.class);

    private static final String PARTITION = "TAKEDOWNS";

    private final ItemTable<Takedown> table;
    private final Catalog catalog;
    private final InstantSource clock;
    private final Cache<String, Standing> recent;

    public Takedowns(TableStore accounts, Catalog catalog, InstantSource clock) {
        this.table = new ItemTable<>(accounts, CODEC);
        this.catalog = catalog;
        this.clock = clock;
        this.recent = Caches.expiring(clock, Caches.MOMENT, 1);
    }

    /** What became of an order. */
    public sealed interface Outcome {
        record Ordered(Takedown takedown) implements Outcome {}

        /** It is taken down already. */
        record Stands(Takedown takedown) implements Outcome {}

        record NoSuchContent() implements Outcome {}
    }

    /** What is withheld at a moment. */
    private record Standing(Set<Integer> series, Set<Integer> streams) {
        static Standing of(List<Takedown> all) {
            Set<Integer> series = new HashSet<>();
            Set<Integer> streams = new TreeSet<>();
            for (Takedown one : all) {
                if (one.stands()) {
                    streams.addAll(one.streams());
                    if (one.target() == Takedown.Target.SERIES) {
                        series.add(one.content());
                    }
                }
            }
            return new Standing(Set.copyOf(series), Set.copyOf(streams));
        }
    }

    /** What is about to be taken down. */
    private record Subject(String name, Set<Integer> streams) {}

    /** Withholds something from now on; its objects follow. */
    public Outcome order(Takedown.Target target, int content, Takedown.Order order, String by) {
        Optional<Subject> subject = subject(target, content);
        if (subject.isEmpty()) {
            return new Outcome.NoSuchContent();
        }
        for (int next = 1; ; next++) {
            List<Takedown> all = list();
            next = all.isEmpty() ? next : Math.max(next, all.getLast().id() + 1);
            Optional<Takedown> before = all.stream()
                    .filter(one -> one.stands() && one.target() == target && one.content() == content)
                    .findFirst();
            if (before.isPresent() && before.get().state() != Takedown.State.LIFTING) {
                return new Outcome.Stands(before.get());
            }
            Takedown takedown = new Takedown(
                    next,
                    target,
                    content,
                    subject.get().name(),
                    order,
                    subject.get().streams(),
                    by,
                    clock.instant(),
                    Takedown.State.ORDERED,
                    null);
            // Somebody else may have taken the number, perhaps for the same content.
            if (table.putIfAbsent(key(takedown.id()), takedown)) {
                recent.invalidateAll();
                return new Outcome.Ordered(takedown);
            }
        }
    }

    private Optional<Subject> subject(Takedown.Target target, int content) {
        return switch (target) {
            case CHANNEL -> catalog.channels().find(content).map(c -> new Subject(c.name(), Set.of(content)));
            case MOVIE -> catalog.movies().find(content).map(m -> new Subject(m.name(), Set.of(content)));
            case SERIES -> catalog.series().find(content).map(s -> new Subject(s.name(), episodes(content)));
            case EPISODE ->
                catalog.series().episode(content).map(episode -> new Subject(name(episode), Set.of(content)));
        };
    }

    private String name(Episode episode) {
        return catalog.series().find(episode.series()).map(Series::name).orElse("")
                + String.format(Locale.ROOT, " S%02dE%02d", episode.season(), episode.number());
    }

    /** The ids of a series' episodes as they are now. */
    private Set<Integer> episodes(int series) {
        return catalog.series().episodes(series).stream().map(Episode::id).collect(Collectors.toSet());
    }

    /** Every one there ever was, the first first. */
    public List<Takedown> list() {
        return table.list(PARTITION);
    }

    public Optional<Takedown> find(int id) {
        return table.find(key(id));
    }

    /** Has a takedown end, which it does once its objects are back. Empty: there is none of that id. */
    public Optional<Takedown> lift(int id, String by) {
        return change(
                id,
                takedown -> takedown.state() == Takedown.State.ORDERED || takedown.state() == Takedown.State.DONE
                        ? takedown.lifting(new Takedown.Lifted(by, clock.instant()))
                        : takedown);
    }

    /** Has a takedown of a series take in the episodes that came since. */
    Takedown widened(Takedown takedown) {
        if (takedown.target() != Takedown.Target.SERIES) {
            return takedown;
        }
        Set<Integer> now = episodes(takedown.content());
        return takedown.streams().containsAll(now)
                ? takedown
                : change(takedown.id(), one -> one.with(now)).orElse(takedown);
    }

    /** Notes how far one is, where it is still where it was. Empty: it is not. */
    Optional<Takedown> moved(Takedown takedown, Takedown.State next) {
        return change(takedown.id(), one -> one.state() == takedown.state() ? one.in(next) : one)
                .filter(one -> one.state() == next);
    }

    private Optional<Takedown> change(int id, UnaryOperator<Takedown> change) {
        Optional<Takedown> changed = table.update(key(id), stored -> stored.map(change));
        recent.invalidateAll();
        return changed;
    }

    @Override
    public boolean holds(Content content) {
        return content instanceof Series series ? standing().series().contains(series.id()) : holdsStream(content.id());
    }

    @Override
    public boolean holdsStream(int id) {
        return standing().streams().contains(id);
    }

    /** The ids of all channels, movies and episodes nothing may be served of. */
    public Set<Integer> streams() {
        return standing().streams();
    }

    private Standing standing() {
        return recent.get("", _ -> Standing.of(list()));
    }

    private static Key key(int id) {
        return Key.numbered(PARTITION, id);
    }
}
